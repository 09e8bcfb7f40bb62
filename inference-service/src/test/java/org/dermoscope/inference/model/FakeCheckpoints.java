package org.dermoscope.inference.model;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointDraft;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.checkpoint.ObjectNames;
import org.dermoscope.checkpoint.ServingEngine;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.classify.LoadedClassifier;
import org.dermoscope.imaging.NormalizationStats;
import org.dermoscope.imaging.PreprocessingSpec;
import org.dermoscope.imaging.Preprocessor;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.taxonomy.LesionClass;

/** Checkpoints whose manifest is whole and whose weights are a word, for tests without the native engine. */
public final class FakeCheckpoints {
    private static final Instant CREATED = Instant.parse("2026-11-23T20:52:00Z");
    private static final String HASH = "0".repeat(64);

    private final CheckpointRepository repository;

    public FakeCheckpoints(ArtifactStore store) {
        this.repository = new CheckpointRepository(store);
    }

    public Checkpoint publish(LesionClass answer, boolean promotable) {
        String golden = ObjectNames.golden(0, answer, "png");
        Map<String, byte[]> objects = new HashMap<>();
        objects.put(ObjectNames.WEIGHTS, answer.code().getBytes(StandardCharsets.UTF_8));
        objects.put(golden, new byte[] {1});
        CheckpointDraft draft = new CheckpointDraft(
                CheckpointId.of("sequential-cnn", CREATED.plusSeconds(answer.index()), "fake" + (promotable ? 1 : 0)),
                CREATED,
                new Manifest.NetworkInfo("sequential-cnn", HASH, 7),
                PreprocessingSpec.of(9, 12, NormalizationStats.pooled(128, 64)),
                data(),
                new Manifest.EvaluationSummary(part(), part()),
                null,
                List.of(),
                null,
                List.of(),
                new Manifest.Provenance("job", 42, 1, 1, 1.0, Map.of("platform", "test"), "cpu", "fp32", null),
                List.of(new Manifest.Golden(golden, answer.code(), List.of(.1, .1, .1, .1, .1, .1, .4), false)),
                promotable);
        return repository.publish(draft, objects);
    }

    public StoredManifest publishChampion(LesionClass answer) {
        StoredManifest stored = publish(answer, true).stored();
        point(stored.asSoleMember());
        return stored;
    }

    /** Moves the pointer, wherever it was. */
    public void point(Champion.Member... members) {
        Champion champion = new Champion(
                Champion.SCHEMA_VERSION, List.of(members), "a test wants it", "operator", Instant.now(), true);
        if (repository.moveChampion(champion, repository.championTag()).isEmpty()) {
            throw new IllegalStateException("Somebody else moved the champion");
        }
    }

    /** The class that a fake checkpoint is sure of. */
    public static LesionClass answerOf(Checkpoint checkpoint) {
        return LesionClass.ofCode(new String(checkpoint.object(ObjectNames.WEIGHTS), StandardCharsets.UTF_8));
    }

    /** As if it ran on PyTorch. */
    public static LoadedClassifier loaded(FakeClassifier classifier) {
        return new LoadedClassifier(classifier, ServingEngine.PYTORCH);
    }

    /** A model that is loaded from such a checkpoint, around a classifier. */
    public static ServedModel served(Checkpoint checkpoint, FakeClassifier classifier) {
        return new ServedModel(
                checkpoint.stored(),
                loaded(classifier),
                new Preprocessor(checkpoint.manifest().preprocessing()),
                Instant.now());
    }

    private static Manifest.DataInfo data() {
        return new Manifest.DataInfo(
                "synthetic sample",
                true,
                HASH,
                HASH,
                "lesion",
                false,
                "CC0-1.0",
                0,
                Map.of("training", Map.of("mel", 1)));
    }

    private static Manifest.PartSummary part() {
        return new Manifest.PartSummary(7, 1.0, 0.5, 0.5, 0.5, Map.of("mel", 0.5));
    }
}
