package org.dermoscope.trainer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.dermoscope.architecture.Architectures;
import org.dermoscope.architecture.TrainingRecipe;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.checkpoint.ObjectNames;
import org.dermoscope.classify.CheckpointLoader;
import org.dermoscope.classify.LesionClassifier;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.imaging.ImageLimits;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.trainer.data.DataConfig;
import org.dermoscope.trainer.data.NormalizationMode;
import org.dermoscope.trainer.data.SplitConfig;
import org.dermoscope.trainer.promotion.PromotionDecision;
import org.dermoscope.trainer.run.EpochMetrics;
import org.dermoscope.trainer.run.RunCancelledException;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.trainer.run.RunListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRunTest {
    private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.DEFAULT);

    @TempDir
    Path folder;

    private Path data;
    private Path storeFolder;
    private final List<String> stages = new ArrayList<>();
    private final List<EpochMetrics> epochs = new ArrayList<>();
    private boolean cancelled;

    private final RunListener listener = new RunListener() {
        @Override
        public void onStep(int epoch, int step, int steps, double loss, double imagesPerSecond) {
            assertThat(step).isBetween(1, steps);
        }

        @Override
        public void onEpoch(EpochMetrics metrics) {
            epochs.add(metrics);
        }

        @Override
        public void onStage(String stage) {
            stages.add(stage);
        }

        @Override
        public boolean cancelled() {
            return cancelled;
        }
    };

    @BeforeEach
    void writeDataSet() throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
        storeFolder = folder.resolve("store");
        StringBuilder csv = new StringBuilder("lesion_id,image_id,dx,dx_type,age,sex,localization\n");
        Random random = new Random(1);
        for (LesionClass lesionClass : LesionClass.all()) {
            for (int i = 0; i < 8; i++) {
                String image = "img_" + lesionClass.code() + i;
                csv.append("lesion_" + lesionClass.code() + i + "," + image + "," + lesionClass.code()
                        + ",histo,50,male,back\n");
                write(image, lesionClass, random);
            }
        }
        Files.writeString(data.resolve("metadata.csv"), csv);
    }

    /** A disc whose colour is the class's, on noise. */
    private void write(String name, LesionClass lesionClass, Random random) throws IOException {
        BufferedImage image = new BufferedImage(60, 45, BufferedImage.TYPE_INT_RGB);
        int colour = java.awt.Color.HSBtoRGB(lesionClass.index() / 7f, 1, 0.8f);
        for (int y = 0; y < 45; y++) {
            for (int x = 0; x < 60; x++) {
                boolean inside = Math.hypot(x - 30.0, y - 22.0) < 15;
                image.setRGB(x, y, inside ? colour : 0xC0A090 + random.nextInt(32));
            }
        }
        ImageIO.write(image, "png", data.resolve(name + ".png").toFile());
    }

    private RunConfig config(long seed) {
        TrainingRecipe recipe = Architectures.byId("custom-resnet").sampleRecipe();
        return new RunConfig(
                "custom-resnet",
                new DataConfig(data.toString(), false, 0),
                2,
                recipe.batchSize(),
                recipe.batchNormMomentum(),
                seed,
                new SplitConfig(SplitConfig.By.LESION, 0.5, 0.25, 0.25),
                recipe.optimizer(),
                recipe.schedule(),
                recipe.augmentation(),
                NormalizationMode.POOLED,
                recipe.imbalance(),
                recipe.earlyStopping(),
                RunConfig.Precision.FP32,
                RunConfig.PromotionMode.AUTO);
    }

    private RunEnvironment environment(CheckpointRepository repository) {
        return new RunEnvironment(
                config -> data, repository, DECODER, 1, "cpu", Map.of("dermoscope", "test"), Clock.systemUTC());
    }

    @Test
    void aRunPublishesACheckpointThatLoadsAndBecomesChampion() throws Exception {
        try (FilesystemArtifactStore store = new FilesystemArtifactStore(storeFolder)) {
            CheckpointRepository repository = new CheckpointRepository(store);

            RunOutcome outcome = new TrainingRun(environment(repository)).run("job-1", config(42), listener);

            assertThat(stages).startsWith("reading metadata", "reading images").endsWith("evaluating", "publishing");
            assertThat(epochs).hasSize(2);
            assertThat(outcome.promotion().rule()).isEqualTo(PromotionDecision.Rule.FIRST_CHAMPION);
            assertThat(repository.champion().orElseThrow().champion().members())
                    .singleElement()
                    .satisfies(member -> assertThat(member.checkpointId())
                            .isEqualTo(outcome.checkpointId().toString()));
            Checkpoint checkpoint = repository.open(outcome.checkpointId());
            assertThat(checkpoint.manifest().objects())
                    .containsKeys(
                            ObjectNames.WEIGHTS,
                            ObjectNames.NORMALIZATION,
                            ObjectNames.RUN_CONFIG,
                            ObjectNames.SPLIT,
                            ObjectNames.HISTORY,
                            ObjectNames.EVALUATION,
                            ObjectNames.CONFUSION_MATRIX,
                            ObjectNames.CLASS_DISTRIBUTION,
                            ObjectNames.TRAINING_CURVES,
                            ObjectNames.MODEL_CARD);
            assertThat(checkpoint.manifest().goldens())
                    .extracting(Manifest.Golden::label)
                    .containsExactlyElementsOf(LesionClass.codes());
            assertThat(new String(checkpoint.object(ObjectNames.HISTORY), StandardCharsets.UTF_8).lines())
                    .hasSize(2);
            try (LesionClassifier classifier = new CheckpointLoader(DECODER).load(checkpoint)) {
                assertThat(classifier).isNotNull();
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameWeights() throws Exception {
        try (FilesystemArtifactStore store = new FilesystemArtifactStore(storeFolder)) {
            CheckpointRepository repository = new CheckpointRepository(store);
            TrainingRun run = new TrainingRun(environment(repository));

            Checkpoint first =
                    repository.open(run.run("job-1", config(7), listener).checkpointId());
            Checkpoint second =
                    repository.open(run.run("job-2", config(7), listener).checkpointId());

            assertThat(second.object(ObjectNames.WEIGHTS)).isEqualTo(first.object(ObjectNames.WEIGHTS));
        }
    }

    @Test
    void aCancelledRunPublishesNothing() {
        cancelled = true;
        try (FilesystemArtifactStore store = new FilesystemArtifactStore(storeFolder)) {
            CheckpointRepository repository = new CheckpointRepository(store);

            assertThatThrownBy(() -> new TrainingRun(environment(repository)).run("job-1", config(42), listener))
                    .isInstanceOf(RunCancelledException.class);

            assertThat(repository.list().manifests()).isEmpty();
        }
    }
}
