package org.dermoscope.checkpoint;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Name of a checkpoint: {@code <architecture>-<yyyyMMdd'T'HHmmss'Z'>-<run>}, for example
 * {@code sequential-cnn-20261123T205200Z-4f09ab}. Sorts by time within an architecture.
 *
 * @param architecture id of the architecture; never {@code ensemble}, see {@link EnsembleId}
 * @param timestamp of publication, UTC, {@code yyyyMMdd'T'HHmmss'Z'}
 * @param run 4..32 lower-case letters and digits that tell runs of one second apart
 */
public record CheckpointId(String architecture, String timestamp, String run) {
    private static final Pattern VALID =
            Pattern.compile("([a-z0-9]+(?:-[a-z0-9]+)*)-(\\d{8}T\\d{6}Z)-([a-z0-9]{4,32})");
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    public CheckpointId {
        if (!isWellFormed(architecture, timestamp, run) || architecture.equals(EnsembleId.PREFIX)) {
            throw new IllegalArgumentException(malformed(architecture + "-" + timestamp + "-" + run));
        }
    }

    public static CheckpointId of(String architecture, Instant published, String run) {
        return new CheckpointId(architecture, timestamp(published), run);
    }

    static boolean isWellFormed(String first, String timestamp, String run) {
        return VALID.matcher(first + "-" + timestamp + "-" + run).matches();
    }

    static String timestamp(Instant published) {
        return TIMESTAMP.format(published);
    }

    /** When it was published, to the second. */
    public Instant published() {
        return TIMESTAMP.parse(timestamp, Instant::from);
    }

    /** @throws IllegalArgumentException if the text is no checkpoint id */
    public static CheckpointId parse(String text) {
        Matcher matcher = VALID.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(malformed(text));
        }
        return new CheckpointId(matcher.group(1), matcher.group(2), matcher.group(3));
    }

    private static String malformed(String text) {
        return "Malformed checkpoint id '" + text
                + "'; a checkpoint id looks like sequential-cnn-20261123T205200Z-4f09ab";
    }

    @Override
    public String toString() {
        return architecture + "-" + timestamp + "-" + run;
    }
}
