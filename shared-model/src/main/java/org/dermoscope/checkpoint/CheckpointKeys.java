package org.dermoscope.checkpoint;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dermoscope.store.ArtifactKey;

/** Where checkpoints and pointers lie in the store. */
final class CheckpointKeys {
    static final ArtifactKey CHECKPOINTS = ArtifactKey.of("checkpoints");
    static final ArtifactKey CHAMPION = ArtifactKey.of("champion.json");
    static final ArtifactKey CHAMPION_HISTORY = ArtifactKey.of("champion-history");
    static final ArtifactKey ENSEMBLES = ArtifactKey.of("ensembles");
    static final ArtifactKey PINS = ArtifactKey.of("pins");

    private static final Pattern MANIFEST =
            Pattern.compile("checkpoints/([^/]+)/([^/]+)/" + Pattern.quote(ObjectNames.MANIFEST));
    private static final Pattern ENSEMBLE = Pattern.compile("ensembles/([^/]+)/" + Pattern.quote(ObjectNames.MANIFEST));
    private static final Pattern PIN = Pattern.compile("pins/([^/]+)\\.json");
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private CheckpointKeys() {}

    /** The prefix of everything that a checkpoint consists of. */
    static ArtifactKey folder(CheckpointId id) {
        return CHECKPOINTS.resolve(id.architecture()).resolve(id.timestamp() + "-" + id.run());
    }

    static ArtifactKey object(CheckpointId id, String name) {
        return folder(id).resolve(name);
    }

    static ArtifactKey manifest(CheckpointId id) {
        return object(id, ObjectNames.MANIFEST);
    }

    /** The id of the checkpoint whose manifest lies under that key; empty for every other key. */
    static Optional<CheckpointId> idOfManifest(ArtifactKey key) {
        Matcher matcher = MANIFEST.matcher(key.value());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return parse(matcher.group(1) + "-" + matcher.group(2))
                .filter(id -> manifest(id).equals(key));
    }

    static ArtifactKey folder(EnsembleId id) {
        return ENSEMBLES.resolve(id.toString());
    }

    static ArtifactKey object(EnsembleId id, String name) {
        return folder(id).resolve(name);
    }

    static ArtifactKey manifest(EnsembleId id) {
        return object(id, ObjectNames.MANIFEST);
    }

    /** The id of the ensemble whose manifest lies under that key; empty for every other key. */
    static Optional<EnsembleId> idOfEnsemble(ArtifactKey key) {
        Matcher matcher = ENSEMBLE.matcher(key.value());
        return matcher.matches() ? parseEnsemble(matcher.group(1)) : Optional.empty();
    }

    /** Not beside the checkpoint, whose objects never change, so that all pins are listed without a look at those. */
    static ArtifactKey pin(CheckpointId id) {
        return PINS.resolve(id + ".json");
    }

    /** The id of the checkpoint that is pinned by the object under that key; empty for every other key. */
    static Optional<CheckpointId> idOfPin(ArtifactKey key) {
        Matcher matcher = PIN.matcher(key.value());
        return matcher.matches() ? parse(matcher.group(1)) : Optional.empty();
    }

    static ArtifactKey pin(EnsembleId id) {
        return PINS.resolve(id + ".json");
    }

    /** The id of the ensemble that is pinned by the object under that key; empty for every other key. */
    static Optional<EnsembleId> idOfEnsemblePin(ArtifactKey key) {
        Matcher matcher = PIN.matcher(key.value());
        return matcher.matches() ? parseEnsemble(matcher.group(1)) : Optional.empty();
    }

    private static Optional<EnsembleId> parseEnsemble(String id) {
        try {
            return Optional.of(EnsembleId.parse(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<CheckpointId> parse(String id) {
        try {
            return Optional.of(CheckpointId.parse(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Decided by the entry's content alone, so that writing an entry twice writes it once. */
    static ArtifactKey championHistory(Champion champion, String sha256) {
        return CHAMPION_HISTORY.resolve(MILLIS.format(champion.promotedAt()) + "-" + sha256.substring(0, 12) + ".json");
    }
}
