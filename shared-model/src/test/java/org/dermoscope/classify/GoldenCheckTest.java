package org.dermoscope.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermoscope.checkpoint.Rejections.assertRejected;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.dermoscope.architecture.TinyArchitecture;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointFixtures;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;
import org.dermoscope.checkpoint.Manifest.Golden;
import org.dermoscope.checkpoint.ObjectNames;
import org.dermoscope.checkpoint.ServingEngine;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.imaging.ImageLimits;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenCheckTest {
    private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.DEFAULT);
    private final GoldenCheck check = new GoldenCheck(DECODER);

    @TempDir
    Path folder;

    private Checkpoint checkpoint;

    @BeforeEach
    void publish() {
        checkpoint = new CheckpointFixtures(new TinyArchitecture()).publish(new FilesystemArtifactStore(folder), 1);
    }

    @Test
    void computesOneProbabilityVectorForEachImageInOrder() {
        List<Golden> goldens = check.compute(shifted(0, 0), CheckpointFixtures.goldenImages());
        assertThat(goldens).extracting(Golden::label).isEqualTo(LesionClass.codes());
        assertThat(goldens.get(4).object()).isEqualTo("golden-04-mel.png");
        assertThat(goldens.get(4).probabilities())
                .isEqualTo(checkpoint.manifest().goldens().get(4).probabilities());
    }

    @Test
    void acceptsWhatDiffersByLessThanTheTolerance() {
        check.verify(shifted(3, 0.9e-4), checkpoint, ServingEngine.PYTORCH);
    }

    @Test
    void refusesWhatDiffersByMoreThanTheToleranceInOneImageOnly() {
        assertRejected(
                        Reason.GOLDEN_MISMATCH,
                        () -> check.verify(shifted(3, 1.1e-4), checkpoint, ServingEngine.PYTORCH))
                .hasMessageContaining("golden-03-df.png")
                .hasMessageContaining("1.0E-4");
    }

    @Test
    void comparesIntegersWithWhatTheTrainerComputedInIntegersAndMoreLoosely() {
        byte[] file = checkpoint.object(ObjectNames.ONNX_INT8);
        try (LesionClassifier integers =
                new OnnxLesionClassifier(file, checkpoint.manifest().preprocessing(), 1, 1)) {
            check.verify(integers, checkpoint, ServingEngine.ONNX_INT8);
            assertRejected(Reason.GOLDEN_MISMATCH, () -> check.verify(integers, checkpoint, ServingEngine.ONNX))
                    .hasMessageContaining("1.0E-4");
        }
    }

    @Test
    void refusesProbabilitiesThatAreNoNumbers() {
        assertRejected(
                Reason.GOLDEN_MISMATCH, () -> check.verify(shifted(6, Double.NaN), checkpoint, ServingEngine.PYTORCH));
    }

    @Test
    void refusesAnotherWinnerWhereTheMarginExceedsTheTolerance() {
        Prediction golden = prediction(checkpoint, 2);
        double margin =
                golden.confidence() - golden.probability(golden.ranking().get(1));
        LesionClassifier swapped = swapped(2);
        List<Golden> goldens = checkpoint.manifest().goldens();
        assertRejected(Reason.GOLDEN_MISMATCH, () -> check.verify(swapped, checkpoint, goldens, margin * 0.999))
                .hasMessageContaining("golden-02-bkl.png");
        check.verify(swapped, checkpoint, goldens, margin * 1.001);
    }

    @Test
    void refusesAnImageThatIsNone() {
        List<GoldenImage> images =
                List.of(new GoldenImage("golden-00-mel.png", LesionClass.MEL, new byte[] {1}, false));
        assertRejected(Reason.GOLDEN_MISSING, () -> check.compute(shifted(0, 0), images))
                .hasMessageContaining("golden-00-mel.png");
    }

    private static Prediction prediction(Checkpoint checkpoint, int golden) {
        return new Prediction(checkpoint.manifest().goldens().get(golden).probabilities().stream()
                .mapToDouble(Double::doubleValue)
                .toArray());
    }

    /** Gives the golden probabilities, those of one image changed. */
    private final class Altered implements LesionClassifier {
        private final int image;
        private final UnaryOperator<Prediction> change;

        Altered(int image, UnaryOperator<Prediction> change) {
            this.image = image;
            this.change = change;
        }

        @Override
        public List<Prediction> classify(List<RgbImage> images) {
            return IntStream.range(0, images.size())
                    .mapToObj(i -> i == image ? change.apply(prediction(checkpoint, i)) : prediction(checkpoint, i))
                    .toList();
        }

        @Override
        public void close() {}
    }

    private LesionClassifier shifted(int image, double shift) {
        return new Altered(image, golden -> {
            double[] p = golden.probabilities().clone();
            p[0] += shift;
            p[1] -= shift;
            return new Prediction(p);
        });
    }

    private LesionClassifier swapped(int image) {
        return new Altered(image, golden -> {
            double[] p = golden.probabilities().clone();
            int first = golden.ranking().get(0).index();
            int second = golden.ranking().get(1).index();
            p[first] = golden.probabilities()[second];
            p[second] = golden.probabilities()[first];
            return new Prediction(p);
        });
    }
}
