package org.dermoscope.inference.it;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dermoscope.architecture.TinyArchitecture;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointDraft;
import org.dermoscope.checkpoint.CheckpointFixtures;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.store.ArtifactStore;

/** Checkpoints of a network so small that tests can load hundreds; each is made once, for that takes the most time. */
final class TinyCheckpoints {
    private static final CheckpointFixtures FIXTURES = new CheckpointFixtures(new TinyArchitecture());
    private static final Map<Integer, TinyCheckpoints> MADE = new ConcurrentHashMap<>();

    private final Map<String, byte[]> objects;
    private final CheckpointDraft draft;

    private TinyCheckpoints(int seed) {
        objects = Map.copyOf(FIXTURES.objects(seed));
        draft = FIXTURES.draft(seed, objects);
    }

    /** @param seed 0..999; another one is another id and another network */
    static TinyCheckpoints of(int seed) {
        return MADE.computeIfAbsent(seed, TinyCheckpoints::new);
    }

    Map<String, byte[]> objects() {
        return objects;
    }

    CheckpointDraft draft() {
        return draft;
    }

    Checkpoint publish(ArtifactStore store) {
        return new CheckpointRepository(store).publish(draft, objects);
    }

    Checkpoint publishChampion(ArtifactStore store) {
        Checkpoint checkpoint = publish(store);
        CheckpointFixtures.moveChampion(store, checkpoint.stored());
        return checkpoint;
    }
}
