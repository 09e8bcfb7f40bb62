package org.dermoscope.trainer.promotion;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.CheckpointDraft;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.checkpoint.ObjectNames;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.imaging.NormalizationStats;
import org.dermoscope.imaging.PreprocessingSpec;
import org.dermoscope.taxonomy.LesionClass;

/**
 * A checkpoint in the making, for tests: what it was trained on and how good it is. Weights are a few bytes, which is
 * all that promotion looks at.
 */
record Candidate(String run, double validation, double test, Manifest.DataInfo data, boolean promotable) {
    private static final String GOLDEN = ObjectNames.golden(0, LesionClass.MEL, "png");
    private static final Instant CREATED = Instant.parse("2026-11-23T20:52:00Z");

    static Candidate real(String run, double validation) {
        return new Candidate(run, validation, 0.5, data("ham10000", false, "aa", "bb", false), true);
    }

    static Manifest.DataInfo data(String name, boolean synthetic, String hash, String splitHash, boolean leaky) {
        return new Manifest.DataInfo(
                name, synthetic, hash, splitHash, leaky ? "image" : "lesion", leaky, "CC BY-NC 4.0", 2, Map.of());
    }

    Candidate synthetic() {
        return on(data("synthetic sample", true, "cc", "dd", false));
    }

    Candidate leaky() {
        return on(data("ham10000", false, "aa", "ee", true));
    }

    Candidate on(Manifest.DataInfo other) {
        return new Candidate(run, validation, test, other, promotable);
    }

    Candidate withTestFigure(double figure) {
        return new Candidate(run, validation, figure, data, promotable);
    }

    Candidate notPromotable() {
        return new Candidate(run, validation, test, data, false);
    }

    CheckpointId id() {
        return CheckpointId.of("sequential-cnn", CREATED, run);
    }

    Manifest manifest() {
        CheckpointDraft draft = draft();
        return new Manifest(
                Manifest.SCHEMA_VERSION,
                draft.id().toString(),
                draft.createdAt(),
                draft.network(),
                LesionClass.codes(),
                draft.preprocessing(),
                draft.data(),
                draft.evaluation(),
                draft.calibration(),
                draft.operatingPoints(),
                draft.abstention(),
                draft.exports(),
                draft.provenance(),
                draft.goldens(),
                Map.of(),
                promotable);
    }

    StoredManifest publish(CheckpointRepository repository) {
        return repository
                .publish(draft(), Map.of(ObjectNames.WEIGHTS, bytes("weights of " + run), GOLDEN, bytes("an image")))
                .stored();
    }

    /** This as the champion, as automatic promotion leaves it. */
    ReigningChampion reigning() {
        return new ReigningChampion(pointer(true, id().toString()), List.of(contender()));
    }

    Contender contender() {
        return Contender.of(new StoredManifest(manifest(), "0".repeat(64)));
    }

    static Champion pointer(boolean automaticPromotion, String... ids) {
        List<Champion.Member> members = List.of(ids).stream()
                .map(id -> new Champion.Member(id, "0".repeat(64), 1.0 / ids.length))
                .toList();
        return new Champion(Champion.SCHEMA_VERSION, members, "for the test", "automatic", CREATED, automaticPromotion);
    }

    private CheckpointDraft draft() {
        return new CheckpointDraft(
                id(),
                CREATED,
                new Manifest.NetworkInfo("sequential-cnn", "ab".repeat(32), 1_356_480),
                PreprocessingSpec.of(90, 120, NormalizationStats.pooled(159.81, 46.48)),
                data,
                new Manifest.EvaluationSummary(part(validation), part(test)),
                null,
                List.of(),
                null,
                List.of(),
                new Manifest.Provenance("job", 42, 2, 2, 12.5, Map.of("djl", "0.36.0"), "cpu, 2 threads", "fp32", null),
                List.of(new Manifest.Golden(GOLDEN, "mel", Collections.nCopies(LesionClass.COUNT, 1.0 / 7), false)),
                promotable);
    }

    private static Manifest.PartSummary part(double balancedAccuracy) {
        return new Manifest.PartSummary(1500, 1.0, 0.7, balancedAccuracy, 0.5, Map.of("mel", 0.5));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
