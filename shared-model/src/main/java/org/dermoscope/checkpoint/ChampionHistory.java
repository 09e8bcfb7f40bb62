package org.dermoscope.checkpoint;

import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;
import org.dermoscope.store.ArtifactInfo;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.StoreException;
import org.dermoscope.store.StoredArtifact;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pointer to the champion and the append-only record of where it pointed.
 *
 * <p>An entry is written right after the pointer moved, under a key that follows from the pointer's content. A process
 * that dies in between leaves a history that lacks its newest entry only, and that entry's content is the pointer
 * itself: {@link #entries()} adds it, and the next move writes it before it moves the pointer on. So no move is ever
 * missing from the history, and none is in it that did not happen.
 */
final class ChampionHistory {
    private static final Logger LOG = LoggerFactory.getLogger(ChampionHistory.class);

    private final ArtifactStore store;

    ChampionHistory(ArtifactStore store) {
        this.store = store;
    }

    Optional<ChampionPointer> current() {
        return store.get(CheckpointKeys.CHAMPION)
                .map(found -> new ChampionPointer(decode(found.key(), found.content()), found.entityTag()));
    }

    Optional<ChampionPointer> move(Champion next, Optional<String> expectedTag) {
        byte[] content = Json.document(next);
        Optional<String> tag;
        if (expectedTag.isEmpty()) {
            tag = store.putIfAbsent(CheckpointKeys.CHAMPION, content);
        } else {
            Optional<StoredArtifact> before = store.get(CheckpointKeys.CHAMPION);
            if (before.isEmpty() || !before.get().entityTag().equals(expectedTag.get())) {
                return Optional.empty();
            }
            append(before.get().content());
            tag = store.putIfMatch(CheckpointKeys.CHAMPION, content, expectedTag.get());
        }
        tag.ifPresent(written -> appendOrLeaveToNextMove(content));
        return tag.map(written -> new ChampionPointer(next, written));
    }

    List<Champion> entries() {
        Map<ArtifactKey, Champion> entries = new LinkedHashMap<>();
        for (ArtifactInfo info : store.list(CheckpointKeys.CHAMPION_HISTORY)) {
            store.get(info.key()).ifPresent(found -> {
                try {
                    entries.put(found.key(), decode(found.key(), found.content()));
                } catch (CheckpointRejectedException e) {
                    LOG.warn("Left out of the champion's history: {}", e.getMessage());
                }
            });
        }
        current().ifPresent(pointer -> entries.put(keyOf(pointer.champion()), pointer.champion()));
        return entries.values().stream()
                .sorted(Comparator.comparing(Champion::promotedAt).reversed())
                .toList();
    }

    private void appendOrLeaveToNextMove(byte[] content) {
        try {
            append(content);
        } catch (StoreException e) {
            LOG.warn("The champion moved; its entry in the history is left to the next move: {}", e.getMessage());
        }
    }

    /** The pointer that is moved away from may be malformed: it must not keep a good one from being written. */
    private void append(byte[] content) {
        try {
            Champion champion = decode(CheckpointKeys.CHAMPION, content);
            store.putIfAbsent(keyOf(champion), content);
        } catch (CheckpointRejectedException e) {
            LOG.warn("Not kept in the champion's history: {}", e.getMessage());
        }
    }

    static ArtifactKey keyOf(Champion champion) {
        return CheckpointKeys.championHistory(champion, Sha256.of(Json.document(champion)));
    }

    static Champion decode(ArtifactKey key, byte[] content) {
        try {
            Champion champion = Json.readDocument(content, Champion.class);
            if (champion.schemaVersion() != Champion.SCHEMA_VERSION) {
                throw new CheckpointRejectedException(
                        Reason.CHAMPION_MALFORMED,
                        key + " has schema version " + champion.schemaVersion() + "; known: [" + Champion.SCHEMA_VERSION
                                + "]");
            }
            return champion;
        } catch (IOException e) {
            throw new CheckpointRejectedException(
                    Reason.CHAMPION_MALFORMED, key + " is malformed" + Json.complaint(e), e);
        }
    }
}
