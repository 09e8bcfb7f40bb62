package org.dermoscope.trainer.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.dermoscope.checkpoint.Calibration;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.ExportedNetwork;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.checkpoint.ObjectNames;
import org.dermoscope.checkpoint.ServingEngine;
import org.dermoscope.classify.GoldenCheck;
import org.dermoscope.classify.LesionClassifier;
import org.dermoscope.classify.OnnxLesionClassifier;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.imaging.ImageLimits;
import org.dermoscope.imaging.NormalizationStats;
import org.dermoscope.pretrained.PretrainedWeights;
import org.dermoscope.pretrained.WeightsRefusedException;
import org.dermoscope.quality.AbstentionRules;
import org.dermoscope.quality.OutlierScore;
import org.dermoscope.quantize.ActivationRange;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.store.StoreException;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.trainer.epoch.MemoryResumePoint;
import org.dermoscope.trainer.epoch.TrainingState;
import org.dermoscope.trainer.evaluation.EvaluationReport;
import org.dermoscope.trainer.promotion.PromotionDecision;
import org.dermoscope.trainer.run.EpochMetrics;
import org.dermoscope.trainer.run.RunCancelledException;
import org.dermoscope.trainer.run.RunConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRunTest {
    private static final String JOB = "20261123T205200Z-4f09ab";

    @TempDir
    Path folder;

    private FilesystemArtifactStore store;
    private CheckpointRepository repository;

    @BeforeEach
    void open() {
        store = new FilesystemArtifactStore(folder.resolve("store"));
        repository = new CheckpointRepository(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private TrainingRuns runs() {
        return RealRuns.in(repository, folder);
    }

    @Test
    void theObjectsOfACheckpointSayWhatWasTrainedAndHowItDid() throws Exception {
        RunConfig config = RealRuns.config(",\"split\":{\"by\":\"image\"},\"promote\":\"never\"");
        HeardRun listener = new HeardRun(Integer.MAX_VALUE);

        RunOutcome outcome = runs().run(JOB, config, listener, new MemoryResumePoint());

        assertThat(outcome.checkpointId().run()).isEqualTo("4f09ab");
        assertThat(outcome.decision().rule()).isEqualTo(PromotionDecision.Rule.RUN_SAYS_NEVER);
        assertThat(repository.champion()).isEmpty();
        Checkpoint checkpoint = repository.open(outcome.checkpointId());
        Manifest manifest = checkpoint.manifest();
        assertThat(manifest.data().leaky()).isTrue();
        assertThat(manifest.data().synthetic()).isTrue();
        assertThat(manifest.provenance().jobId()).isEqualTo(JOB);
        assertThat(manifest.provenance().device()).isEqualTo("test");
        assertThat(manifest.goldens())
                .extracting(Manifest.Golden::label)
                .containsExactlyElementsOf(LesionClass.codes());
        assertThat(read(checkpoint, ObjectNames.RUN_CONFIG, RunConfig.class)).isEqualTo(config);
        assertThat(read(checkpoint, ObjectNames.NORMALIZATION, NormalizationStats.class))
                .isEqualTo(manifest.preprocessing().normalization());
        assertThat(read(checkpoint, ObjectNames.EVALUATION, EvaluationReport.class)
                        .toSummary())
                .isEqualTo(manifest.evaluation());
        assertThat(text(checkpoint, ObjectNames.HISTORY).lines())
                .singleElement()
                .satisfies(line -> assertThat(Json.strict().readValue(line, EpochMetrics.class))
                        .isEqualTo(listener.epochs.get(0)));
        assertThat(text(checkpoint, ObjectNames.SPLIT)).startsWith("image_id,lesion_id,dx,part\n");
        assertThat(text(checkpoint, ObjectNames.MODEL_CARD)).contains("SYNTHETIC SAMPLE");
        assertThat(manifest.objects())
                .containsKeys(
                        ObjectNames.CONFUSION_MATRIX, ObjectNames.CLASS_DISTRIBUTION, ObjectNames.TRAINING_CURVES);
        assertThat(listener.stages).startsWith("checking that the network can be exported");
        assertThat(listener.stages).contains("generating the sample", "reading images", "publishing");
    }

    @Test
    void theFiguresOfTheBestEpochAreThoseOfThePublishedWeights() throws Exception {
        HeardRun listener = new HeardRun(Integer.MAX_VALUE);
        RunOutcome outcome = runs().run(JOB, RealRuns.config(""), listener, new MemoryResumePoint());

        Manifest.PartSummary published =
                repository.open(outcome.checkpointId()).manifest().evaluation().validation();
        EpochMetrics best = listener.epochs.get(0);
        assertThat(published.recall()).isEqualTo(best.validationRecall());
        assertThat(published.loss()).isCloseTo(best.validationLoss(), within(1e-4));
    }

    @Test
    void aRunWithEverythingSwitchedOnPublishesTheAveragedWeightsThatItValidated() throws Exception {
        RunConfig config = RealRuns.config("""
                ,"imbalance":{"kind":"balanced_sampler"},"label_smoothing":0.1,"mixup":{"alpha":0.2},
                "weight_average":{"enabled":true},"optimizer":{"kind":"adamw"},
                "schedule":{"kind":"cosine","warmup_epochs":0.5},
                "augmentation":{"quarter_turns":true,"brightness":0.2,"contrast":0.2,"color_balance":0.1},
                "evaluation":{"flips":true,"golden_images":"drawn"},"checkpoint_precision":"fp16\"""");
        HeardRun listener = new HeardRun(Integer.MAX_VALUE);

        Checkpoint checkpoint = repository.open(
                runs().run(JOB, config, listener, new MemoryResumePoint()).checkpointId());

        assertThat(read(checkpoint, ObjectNames.RUN_CONFIG, RunConfig.class)).isEqualTo(config);
        assertThat(checkpoint.manifest().evaluation().validation().loss())
                .isCloseTo(listener.epochs.get(0).validationLoss(), within(1e-2));
        assertThat(checkpoint.object(ObjectNames.WEIGHTS)).hasSizeLessThan(2_800_000);
        assertThat(checkpoint.manifest().goldens()).allMatch(Manifest.Golden::drawn);
        assertThat(text(checkpoint, ObjectNames.MODEL_CARD)).contains("### With flips");
        assertThat(text(checkpoint, ObjectNames.MODEL_CARD_PAGE)).contains("data:image/png;base64,");
    }

    @Test
    void waitsForAStoreThatIsAwayWhenTheLastStateIsToBeRead() throws Exception {
        HeardRun listener = new HeardRun(Integer.MAX_VALUE);
        AwayOnce resumePoint = new AwayOnce();

        RunOutcome outcome = runs().run(JOB, RealRuns.config(",\"promote\":\"never\""), listener, resumePoint);

        assertThat(outcome.failure()).isNull();
        assertThat(resumePoint.asked).isEqualTo(2);
        assertThat(listener.stages).containsOnlyOnce("waiting for the store");
    }

    private static final class AwayOnce extends MemoryResumePoint {
        private int asked;

        @Override
        public Optional<TrainingState> last() {
            asked++;
            if (asked == 1) {
                throw new StoreException("The store is away");
            }
            return super.last();
        }
    }

    @Test
    void aRunFromImportedWeightsSaysWhoseTheyAre() throws Exception {
        RunConfig config =
                RealRuns.config("efficientnet-lite0", ",\"fine_tuning\":{\"initial_weights\":\"pretrained\"}");
        assertThatThrownBy(() -> runs().run(JOB, config, new HeardRun(Integer.MAX_VALUE), new MemoryResumePoint()))
                .isInstanceOf(WeightsRefusedException.class)
                .hasMessageContaining("The store has no pretrained weights for efficientnet-lite0; import them with");
        PretrainedWeights imported = RealRuns.importRandomWeights("efficientnet-lite0", folder);

        Checkpoint checkpoint =
                repository.open(runs().run(JOB, config, new HeardRun(Integer.MAX_VALUE), new MemoryResumePoint())
                        .checkpointId());

        assertThat(checkpoint.manifest().provenance().initialWeights())
                .isEqualTo(new Manifest.InitialWeights(
                        imported.info().source(),
                        imported.info().licence(),
                        imported.info().sourceSha256()));
        assertThat(text(checkpoint, ObjectNames.MODEL_CARD))
                .contains("started from", imported.info().source());
        assertThat(checkpoint.manifest().preprocessing().normalization())
                .isEqualTo(NormalizationStats.pooled(127, 128));
        assertThat(checkpoint
                        .manifest()
                        .export(ServingEngine.ONNX)
                        .orElseThrow()
                        .accepted())
                .isTrue();
    }

    @Test
    void aRunPublishesItsNetworkForOtherEnginesWithWhatTheyLose() throws Exception {
        HeardRun listener = new HeardRun(Integer.MAX_VALUE);
        Checkpoint checkpoint = repository.open(runs().run(JOB, RealRuns.config(""), listener, new MemoryResumePoint())
                .checkpointId());

        Manifest manifest = checkpoint.manifest();
        int validation = manifest.evaluation().validation().images();
        ExportedNetwork onnx = manifest.export(ServingEngine.ONNX).orElseThrow();
        assertThat(onnx.accepted()).isTrue();
        assertThat(onnx.images()).isEqualTo(Math.min(64, validation));
        assertThat(onnx.largestDifference()).isLessThan(1e-5);
        ExportedNetwork integers = manifest.export(ServingEngine.ONNX_INT8).orElseThrow();
        assertThat(integers.images()).isEqualTo(validation);
        assertThat(integers.referenceBalancedAccuracy())
                .isCloseTo(manifest.evaluation().validation().balancedAccuracy(), within(1e-9));
        assertThat(integers.agreement()).isGreaterThan(0.7);
        assertThat(integers.activationRange())
                .isIn(Stream.of(ActivationRange.values())
                        .map(range -> range.name().toLowerCase(Locale.ROOT))
                        .toList());
        assertThat(text(checkpoint, ObjectNames.MODEL_CARD)).contains("model.int8.onnx");
        for (ExportedNetwork export : manifest.exports()) {
            try (LesionClassifier classifier = new OnnxLesionClassifier(
                    checkpoint.object(export.object()), manifest.preprocessing(), manifest.temperature(), 1)) {
                new GoldenCheck(new ImageDecoder(ImageLimits.DEFAULT)).verify(classifier, checkpoint, export.engine());
            }
        }
    }

    @Test
    void aRunPublishesWhenToAbstainWithWhatThatDoes() throws Exception {
        HeardRun listener = new HeardRun(Integer.MAX_VALUE);
        Checkpoint checkpoint = repository.open(runs().run(JOB, RealRuns.config(""), listener, new MemoryResumePoint())
                .checkpointId());

        AbstentionRules rules = Objects.requireNonNull(checkpoint.manifest().abstention());
        assertThat(rules.testImages())
                .isEqualTo(checkpoint.manifest().evaluation().test().images());
        assertThat(rules.testAbstained()).isLessThanOrEqualTo(rules.testImages() / 2);
        assertThat(rules.otherPictures()).containsOnlyKeys("stripes", "bricks", "foliage", "horizon");
        assertThat(rules.outliers().separation()).containsOnlyKeys(OutlierScore.values());
        assertThat(rules.outliers().separation().values()).allMatch(area -> area >= 0 && area <= 1);
        assertThat(checkpoint.manifest().objects().containsKey(ObjectNames.FEATURE_SPACE))
                .isEqualTo(rules.outliers().score() == OutlierScore.RESIDUAL);
        assertThat(text(checkpoint, ObjectNames.MODEL_CARD)).contains("## Abstention", "drawn: bricks");
        assertThat(listener.stages).contains("finding when to abstain");
    }

    @Test
    void aRunPublishesItsCalibrationWithTheCountsThatItRestsOn() throws Exception {
        RunOutcome outcome =
                runs().run(JOB, RealRuns.config(""), new HeardRun(Integer.MAX_VALUE), new MemoryResumePoint());

        Checkpoint checkpoint = repository.open(outcome.checkpointId());
        Calibration calibration = Objects.requireNonNull(checkpoint.manifest().calibration());
        EvaluationReport report = read(checkpoint, ObjectNames.EVALUATION, EvaluationReport.class);
        assertThat(calibration).isEqualTo(report.calibration());
        assertThat(calibration.images())
                .isEqualTo(checkpoint.manifest().evaluation().validation().images());
        assertThat(calibration.nllAfter()).isLessThanOrEqualTo(calibration.nllBefore());
        assertThat(checkpoint.manifest().operatingPoints())
                .isEqualTo(report.operatingPoints())
                .hasSize(2);
        assertThat(report.testSubgroups()).containsKeys("sex", "age_band", "body_site");
    }

    @Test
    void aCancelledRunPublishesNothing() {
        assertThatThrownBy(() -> runs().run(JOB, RealRuns.config(""), new HeardRun(1), new MemoryResumePoint()))
                .isInstanceOf(RunCancelledException.class);
        assertThat(store.list(ArtifactKey.of("checkpoints"))).isEmpty();
    }

    @Test
    void aRunThatPublishedBeforeItsProcessEndedPublishesNothingMore() throws Exception {
        MemoryResumePoint point = new MemoryResumePoint();
        RunOutcome first = runs().run(JOB, RealRuns.config(""), new HeardRun(Integer.MAX_VALUE), point);
        HeardRun again = new HeardRun(Integer.MAX_VALUE);
        RunOutcome second = runs().run(JOB, RealRuns.config(""), again, point);
        assertThat(second.checkpointId()).isEqualTo(first.checkpointId());
        assertThat(again.stages).containsExactly("deciding on promotion");
        assertThat(repository.list().manifests()).hasSize(1);
    }

    private static <T> T read(Checkpoint checkpoint, String name, Class<T> type) throws Exception {
        return Json.readDocument(checkpoint.object(name), type);
    }

    private static String text(Checkpoint checkpoint, String name) {
        return new String(checkpoint.object(name), UTF_8);
    }
}
