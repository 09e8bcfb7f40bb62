package org.dermoscope.checkpoint;

import java.time.Instant;

/**
 * Name of an ensemble: {@code ensemble-<yyyyMMdd'T'HHmmss'Z'>-<run>}, for example
 * {@code ensemble-20261123T205200Z-4f09ab}. No text is both this and a {@link CheckpointId}.
 *
 * @param timestamp of publication, UTC, {@code yyyyMMdd'T'HHmmss'Z'}
 * @param run 4..32 lower-case letters and digits that tell ensembles of one second apart
 */
public record EnsembleId(String timestamp, String run) {
    static final String PREFIX = "ensemble";

    public EnsembleId {
        if (!CheckpointId.isWellFormed(PREFIX, timestamp, run)) {
            throw new IllegalArgumentException(malformed(PREFIX + "-" + timestamp + "-" + run));
        }
    }

    public static EnsembleId of(Instant published, String run) {
        return new EnsembleId(CheckpointId.timestamp(published), run);
    }

    /** Whether the text can be no checkpoint's id, though it may be a malformed one of an ensemble. */
    public static boolean isMeant(String text) {
        return text.startsWith(PREFIX + "-");
    }

    /** @throws IllegalArgumentException if the text is no ensemble's id */
    public static EnsembleId parse(String text) {
        String[] parts = text.split("-", -1);
        if (parts.length != 3 || !parts[0].equals(PREFIX)) {
            throw new IllegalArgumentException(malformed(text));
        }
        return new EnsembleId(parts[1], parts[2]);
    }

    private static String malformed(String text) {
        return "Malformed ensemble id '" + text + "'; an ensemble id looks like ensemble-20261123T205200Z-4f09ab";
    }

    @Override
    public String toString() {
        return PREFIX + "-" + timestamp + "-" + run;
    }
}
