package org.dermoscope.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.CheckpointDraft;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.EnsembleId;
import org.dermoscope.checkpoint.EnsembleManifest;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.checkpoint.ObjectNames;
import org.dermoscope.checkpoint.StoredEnsemble;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.classify.Prediction;
import org.dermoscope.imaging.NormalizationStats;
import org.dermoscope.imaging.PreprocessingSpec;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.trainer.data.DataSplit;
import org.dermoscope.trainer.data.LesionCatalog;
import org.dermoscope.trainer.data.LesionGroupSplitter;
import org.dermoscope.trainer.data.LesionRecord;
import org.dermoscope.trainer.data.Part;
import org.dermoscope.trainer.data.SplitCsv;
import org.dermoscope.trainer.ensemble.EnsembleSpec;
import org.dermoscope.trainer.evaluation.EvaluationReport;
import org.dermoscope.trainer.evaluation.LabelledPrediction;
import org.dermoscope.trainer.promotion.PromotionDecision;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.trainer.run.RunConfig.PromotionMode;
import org.dermoscope.trainer.training.EnsembleRefusedException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ensembles of checkpoints whose predictions are made up: each knows some classes and guesses at the others. */
class EnsembleRunTest {
    private static final String JOB = "20261124T060000Z-4f09ab";
    private static final Instant CREATED = Instant.parse("2026-11-23T20:52:00Z");
    private static final RunConfig CONFIG = RealRuns.config("");
    private static final Map<String, Set<Integer>> KNOWN =
            Map.of("aaaa", Set.of(0, 1, 2, 3), "bbbb", Set.of(3, 4, 5, 6), "cccc", Set.of(0), "dddd", Set.of(0, 1, 2));

    @TempDir
    Path folder;

    private final List<String> asked = new ArrayList<>();
    private FilesystemArtifactStore store;
    private CheckpointRepository repository;
    private RunEnvironment environment;
    private LesionCatalog catalog;
    private DataSplit split;

    @BeforeEach
    void open() {
        store = new FilesystemArtifactStore(folder.resolve("store"));
        repository = new CheckpointRepository(store);
        environment = RealRuns.environment(repository, folder);
        catalog = LesionCatalog.read(environment.folder(CONFIG.data()), 0);
        split = LesionGroupSplitter.split(catalog.records(), CONFIG.split(), CONFIG.seed());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void publishesWhatIsBetterTogetherAndShowsTheTestPartToItsMembersAlone() throws Exception {
        StoredManifest one = publish("aaaa");
        StoredManifest two = publish("bbbb");
        publish("cccc");

        EnsembleOutcome outcome = run(EnsembleSpec.DEFAULT, PromotionMode.NEVER);

        assertThat(outcome.published()).isTrue();
        assertThat(outcome.balancedAccuracy()).isEqualTo(1);
        assertThat(outcome.bestSingleBalancedAccuracy()).isEqualTo(4.0 / 7);
        assertThat(outcome.candidates()).isEqualTo(3);
        assertThat(outcome.testBalancedAccuracy()).isEqualTo(1);
        assertThat(asked)
                .containsExactlyInAnyOrder(
                        "validation aaaa", "validation bbbb", "validation cccc", "test aaaa", "test bbbb");
        StoredEnsemble ensemble = published();
        EnsembleManifest manifest = ensemble.manifest();
        assertThat(manifest.members())
                .extracting(Champion.Member::manifestSha256)
                .containsExactlyInAnyOrder(one.sha256(), two.sha256());
        assertThat(manifest.data()).isEqualTo(one.manifest().data());
        assertThat(manifest.provenance().jobId()).isEqualTo(JOB);
        assertThat(manifest.selection().candidates()).hasSize(3);
        assertThat(manifest.calibration()).isNotNull();
        assertThat(manifest.ensembleId().run()).isEqualTo("4f09ab");
        EvaluationReport report = Json.readDocument(
                repository.ensembles().object(ensemble, ObjectNames.EVALUATION).orElseThrow(), EvaluationReport.class);
        assertThat(report.toSummary()).isEqualTo(manifest.evaluation());
        assertThat(report.checkpointId()).isEqualTo(manifest.id());
        assertThat(report.flips()).isNull();
        assertThat(repository.champion()).isEmpty();
    }

    @Test
    void reportsFlipsOfTheMembersAloneWhereThatIsAskedFor() throws Exception {
        publish("aaaa");
        publish("bbbb");
        publish("cccc");

        run(new EnsembleSpec(List.of(), 3, true), PromotionMode.NEVER);

        assertThat(asked)
                .filteredOn(request -> request.startsWith("flips"))
                .containsExactlyInAnyOrder(
                        "flips of validation aaaa",
                        "flips of validation bbbb",
                        "flips of test aaaa",
                        "flips of test bbbb");
        EvaluationReport report = Json.readDocument(
                repository
                        .ensembles()
                        .object(published(), ObjectNames.EVALUATION)
                        .orElseThrow(),
                EvaluationReport.class);
        assertThat(report.flips()).isNotNull();
        assertThat(report.flips().test().balancedAccuracy().value()).isEqualTo(1);
    }

    @Test
    void publishesNothingWhereOneByItselfIsAsGood() throws Exception {
        StoredManifest best = publish("aaaa");
        publish("dddd");

        EnsembleOutcome outcome = run(EnsembleSpec.DEFAULT, PromotionMode.AUTO);

        assertThat(outcome.published()).isFalse();
        assertThat(outcome.reason()).contains(best.id() + " by itself is as good");
        assertThat(outcome.decision()).isNull();
        assertThat(outcome.testBalancedAccuracy()).isNull();
        assertThat(asked).containsExactlyInAnyOrder("validation aaaa", "validation dddd");
        assertThat(repository.ensembles().list().ensembles()).isEmpty();
    }

    @Test
    void becomesChampionByItsOwnFigureWhereThatIsAskedFor() throws Exception {
        StoredManifest one = publish("aaaa");
        publish("bbbb");
        environment.promoter().promoteIfBetter(one, PromotionMode.AUTO);

        EnsembleOutcome outcome = run(EnsembleSpec.DEFAULT, PromotionMode.AUTO);

        assertThat(outcome.decision()).isNotNull();
        assertThat(outcome.decision().rule()).isEqualTo(PromotionDecision.Rule.BETTER);
        Champion champion = repository.champion().orElseThrow().champion();
        assertThat(champion.ensemble()).isEqualTo(published().reference());
        assertThat(repository.ensembles().open(champion).members()).hasSize(2);
    }

    @Test
    void onlyDecidesWhereItPublishedBefore() throws Exception {
        publish("aaaa");
        publish("bbbb");
        run(EnsembleSpec.DEFAULT, PromotionMode.NEVER);
        asked.clear();

        EnsembleOutcome again = run(EnsembleSpec.DEFAULT, PromotionMode.AUTO);

        assertThat(asked).isEmpty();
        assertThat(again.published()).isTrue();
        assertThat(repository.ensembles().list().ensembles()).hasSize(1);
        assertThat(repository.champion().orElseThrow().champion().id())
                .isEqualTo(published().manifest().id());
    }

    @Test
    void publishesNothingForAnotherTrainersJob() {
        publish("aaaa");
        publish("bbbb");
        IllegalStateException lost = catchThrowableOfType(
                IllegalStateException.class,
                () -> runs().run(order(EnsembleSpec.DEFAULT, PromotionMode.AUTO), listener(), () -> {
                    throw new IllegalStateException("another trainer's");
                }));
        assertThat(lost).hasMessage("another trainer's");
        assertThat(repository.ensembles().list().ensembles()).isEmpty();
    }

    @Test
    void refusesCandidatesThatDoNotFitTogether() {
        String one = publish("aaaa").id().toString();
        String two = publish("bbbb").id().toString();
        String barred =
                publish("barr", false, catalog.hash(), split.hash()).id().toString();
        String elsewhere =
                publish("else", true, "f".repeat(64), split.hash()).id().toString();
        String apart =
                publish("part", true, catalog.hash(), "e".repeat(64)).id().toString();

        assertRefused(Reason.UNKNOWN_CHECKPOINT, one, "sequential-cnn-20200101T000000Z-nobody");
        assertRefused(Reason.NOT_PROMOTABLE, one, barred);
        assertRefused(Reason.DIFFERENT_DATA, one, elsewhere);
        assertRefused(Reason.DIFFERENT_SPLIT, one, two, apart);
        assertThat(asked).isEmpty();
    }

    @Test
    void refusesToChooseFromOne() {
        publish("aaaa");
        publish("barr", false, catalog.hash(), split.hash());
        publish("else", true, "f".repeat(64), split.hash());
        assertRefused(Reason.TOO_FEW_CANDIDATES);
    }

    private void assertRefused(Reason reason, String... candidates) {
        EnsembleSpec spec = new EnsembleSpec(List.of(candidates), 3, false);
        EnsembleRefusedException refusal =
                catchThrowableOfType(EnsembleRefusedException.class, () -> run(spec, PromotionMode.AUTO));
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(repository.ensembles().list().ensembles()).isEmpty();
    }

    private EnsembleOutcome run(EnsembleSpec spec, PromotionMode mode) throws InterruptedException {
        return runs().run(order(spec, mode), listener(), () -> {});
    }

    private EnsembleRuns runs() {
        return EnsembleRun.in(environment, (listener, part, records) -> (checkpoint, flips, store) -> {
            asked.add((flips ? "flips of " : "") + part.code() + " "
                    + checkpoint.id().run());
            return madeUp(checkpoint, part, records);
        });
    }

    private static EnsembleOrder order(EnsembleSpec spec, PromotionMode mode) {
        return new EnsembleOrder(JOB, CONFIG.data(), spec, mode);
    }

    private static HeardRun listener() {
        return new HeardRun(Integer.MAX_VALUE);
    }

    private StoredEnsemble published() {
        EnsembleId id = repository.ensembles().list().ensembles().get(0).id();
        return repository.ensembles().open(id).stored();
    }

    private static List<LabelledPrediction> madeUp(StoredManifest checkpoint, Part part, List<LesionRecord> records) {
        assertThat(part).isNotEqualTo(Part.TRAINING);
        Set<Integer> known = KNOWN.getOrDefault(checkpoint.id().run(), Set.of());
        return records.stream()
                .map(r -> {
                    boolean knows = known.contains(r.label().index());
                    double[] p = new double[LesionClass.COUNT];
                    Arrays.fill(p, knows ? 0.02 : 0.1);
                    p[knows ? r.label().index() : (r.label().index() + 1) % LesionClass.COUNT] = knows ? 0.88 : 0.4;
                    return new LabelledPrediction(r.imageId(), r.lesionId(), r.label(), new Prediction(p));
                })
                .toList();
    }

    private StoredManifest publish(String run) {
        return publish(run, true, catalog.hash(), split.hash());
    }

    private StoredManifest publish(String run, boolean promotable, String data, String splitHash) {
        double figure = KNOWN.getOrDefault(run, Set.of()).size() / 7.0;
        Manifest.PartSummary part = new Manifest.PartSummary(7, 1, figure, figure, figure, Map.of());
        String golden = ObjectNames.golden(0, LesionClass.MEL, "png");
        CheckpointDraft draft = new CheckpointDraft(
                CheckpointId.of("sequential-cnn", CREATED, run),
                CREATED,
                new Manifest.NetworkInfo("sequential-cnn", "ab".repeat(32), 1_356_480),
                PreprocessingSpec.of(90, 120, NormalizationStats.pooled(159.81, 46.48)),
                new Manifest.DataInfo(
                        catalog.name(), true, data, splitHash, "lesion", false, "CC0-1.0", 0, split.counts()),
                new Manifest.EvaluationSummary(part, part),
                null,
                List.of(),
                null,
                List.of(),
                new Manifest.Provenance(run, 42, 1, 1, 1, Map.of(), "cpu", "fp32", null),
                List.of(new Manifest.Golden(golden, "mel", List.of(.1, .1, .1, .1, .4, .1, .1), false)),
                promotable);
        return repository
                .publish(
                        draft,
                        Map.of(
                                ObjectNames.WEIGHTS,
                                bytes("weights of " + run),
                                golden,
                                bytes("an image"),
                                ObjectNames.RUN_CONFIG,
                                Json.document(CONFIG),
                                ObjectNames.SPLIT,
                                bytes(SplitCsv.write(split))))
                .stored();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
