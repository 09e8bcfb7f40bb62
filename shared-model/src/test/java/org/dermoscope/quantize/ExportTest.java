package org.dermoscope.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.ArchitectureFamilies;
import org.dermoscope.architecture.ClassificationNetwork;
import org.dermoscope.architecture.TinyArchitecture;
import org.dermoscope.checkpoint.CheckpointFixtures;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;
import org.dermoscope.checkpoint.RandomWeights;
import org.dermoscope.checkpoint.Rejections;
import org.dermoscope.checkpoint.WeightsCodec;
import org.dermoscope.classify.EnginesHere;
import org.dermoscope.classify.Evidence;
import org.dermoscope.classify.ExplainingClassifier;
import org.dermoscope.classify.NetworkAnswer;
import org.dermoscope.classify.OnnxLesionClassifier;
import org.dermoscope.classify.Prediction;
import org.dermoscope.classify.PyTorchLesionClassifier;
import org.dermoscope.graph.InferenceGraph;
import org.dermoscope.imaging.PreprocessingSpec;
import org.dermoscope.imaging.Preprocessor;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.onnx.OnnxWriter;
import org.dermoscope.quality.FeatureSpace;
import org.dermoscope.taxonomy.LesionClass;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each architecture as it is served: on PyTorch, as ONNX in float32, and in 8-bit integers. */
class ExportTest {
    private static final int IMAGES = 64;
    private static final double TEMPERATURE = 1.5;
    /** Architectures that do not compute in integers throughout, which oneDNN is not used for. */
    private static final Set<String> FLOAT_WITHIN = Set.of("deit-tiny");

    static Stream<Architecture> architectures() {
        return Stream.concat(ArchitectureFamilies.smallest().stream(), Stream.of(new TinyArchitecture()));
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void givesTheProbabilitiesOfTheNetworkInFloat32(Architecture architecture) {
        Exported exported = Exported.of(architecture);
        List<RgbImage> images = images(architecture, IMAGES);
        try (PyTorchLesionClassifier pytorch = exported.pytorch();
                OnnxLesionClassifier onnx = exported.onnx()) {
            List<Prediction> expected = pytorch.classify(images);
            List<Prediction> actual = onnx.classify(images);
            for (int i = 0; i < IMAGES; i++) {
                assertThat(actual.get(i).probabilities())
                        .containsExactly(expected.get(i).probabilities(), within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void givesAlmostTheseProbabilitiesInIntegers(Architecture architecture) {
        Exported exported = Exported.of(architecture);
        List<RgbImage> images = images(architecture, IMAGES);
        try (OnnxLesionClassifier onnx = exported.onnx();
                OnnxLesionClassifier integers = exported.integers()) {
            List<Prediction> expected = onnx.classify(images);
            List<Prediction> actual = integers.classify(images);
            assertThat(meanDifference(actual, expected)).isPositive().isLessThan(0.02);
        }
    }

    /** Of two runtimes a rounding may differ where a value is halfway between two integers; more must not. */
    @ParameterizedTest
    @MethodSource("architectures")
    void givesTheProbabilitiesOfTheIntegersOnBothRuntimes(Architecture architecture) {
        assumeTrue(EnginesHere.oneDnn());
        Exported exported = Exported.of(architecture);
        if (FLOAT_WITHIN.contains(architecture.id())) {
            Rejections.assertRejected(Reason.ENGINE_UNAVAILABLE, () -> exported.oneDnn(null));
            return;
        }
        List<RgbImage> images = images(architecture, IMAGES);
        try (OnnxLesionClassifier integers = exported.integers();
                OnnxLesionClassifier oneDnn = exported.oneDnn(null)) {
            List<Prediction> expected = integers.classify(images);
            assertThat(meanDifference(oneDnn.classify(images), expected)).isLessThan(5e-3);
        }
    }

    @Test
    void concurrentCallsOnOneDnnGiveWhatSingleOnesGive() {
        assumeTrue(EnginesHere.oneDnn());
        Architecture architecture = new TinyArchitecture();
        List<RgbImage> images = images(architecture, IMAGES);
        try (OnnxLesionClassifier oneDnn = Exported.of(architecture).oneDnn(null)) {
            List<Prediction> alone = oneDnn.classify(images);
            List<Prediction> together = images.parallelStream()
                    .map(image -> oneDnn.classify(List.of(image)).get(0))
                    .toList();
            assertThat(together).usingRecursiveComparison().isEqualTo(alone);
        }
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void theEvidenceOfEachClassSumsToItsLogitOnEveryEngine(Architecture architecture) {
        Exported exported = Exported.of(architecture);
        List<RgbImage> images = images(architecture, 3);
        try (PyTorchLesionClassifier pytorch = exported.pytorch();
                OnnxLesionClassifier onnx = exported.onnx();
                OnnxLesionClassifier integers = exported.integers()) {
            List<ExplainingClassifier> classifiers = new ArrayList<>(List.of(pytorch, onnx, integers));
            if (EnginesHere.oneDnn() && !FLOAT_WITHIN.contains(architecture.id())) {
                classifiers.add(exported.oneDnn(null));
            }
            for (ExplainingClassifier classifier : classifiers) {
                List<NetworkAnswer> explained = classifier.answer(images, true);
                List<Prediction> plain = classifier.classify(images);
                for (int i = 0; i < images.size(); i++) {
                    NetworkAnswer one = explained.get(i);
                    assertThat(one.prediction().probabilities())
                            .containsExactly(plain.get(i).probabilities(), within(1e-6));
                    for (LesionClass lesion : LesionClass.all()) {
                        assertThat(sum(Objects.requireNonNull(one.evidence()), lesion))
                                .isCloseTo(one.logits()[lesion.index()], within(1e-4));
                    }
                }
            }
        }
    }

    /** With evidence and without. In integers features are rounded, which moves them out of the plane a little. */
    @Test
    void featuresHaveTheSameResidualOnEveryEngine() {
        Architecture architecture = new TinyArchitecture();
        Exported exported = Exported.of(architecture);
        List<RgbImage> images = images(architecture, IMAGES);
        FeatureSpace space;
        try (PyTorchLesionClassifier observer = exported.pytorch()) {
            space = FeatureSpace.of(observer.observe(images).stream()
                    .map(PyTorchLesionClassifier.Observation::features)
                    .toList());
            double[] residuals = observer.observe(images).stream()
                    .mapToDouble(seen -> space.residual(seen.features()))
                    .toArray();
            double mean = Arrays.stream(residuals).average().orElseThrow();
            try (OnnxLesionClassifier onnx = exported.onnx(space);
                    OnnxLesionClassifier integers = exported.integers(space);
                    OnnxLesionClassifier last =
                            EnginesHere.oneDnn() ? exported.oneDnn(space) : exported.integers(space)) {
                for (boolean explained : List.of(false, true)) {
                    assertThat(residuals(onnx, images, explained)).containsExactly(residuals, within(1e-3 * mean));
                    assertThat(residuals(integers, images, explained)).containsExactly(residuals, within(mean));
                    assertThat(residuals(last, images, explained)).containsExactly(residuals, within(mean));
                }
            }
            assertThat(observer.answer(images, false).get(0).residual()).isNaN();
        }
    }

    private static double[] residuals(ExplainingClassifier classifier, List<RgbImage> images, boolean explained) {
        return classifier.answer(images, explained).stream()
                .mapToDouble(NetworkAnswer::residual)
                .toArray();
    }

    @Test
    void theEvidenceIsThereWhereTheImageDiffers() {
        Architecture architecture = new TinyArchitecture();
        RgbImage plain = images(architecture, 1).get(0);
        byte[] pixels = plain.pixels().clone();
        int corner = 3 * (plain.width() * (plain.height() - 4) + plain.width() - 4);
        pixels[corner] ^= (byte) 0x80;
        RgbImage changed = new RgbImage(plain.width(), plain.height(), pixels);
        try (OnnxLesionClassifier onnx = Exported.of(architecture).onnx()) {
            Evidence before = evidence(onnx, plain);
            Evidence after = evidence(onnx, changed);
            float[] first = before.of(LesionClass.MEL);
            float[] second = after.of(LesionClass.MEL);
            for (int i = 0; i < first.length; i++) {
                boolean near = i / before.width() >= before.height() - 3 && i % before.width() >= before.width() - 3;
                if (!near) {
                    assertThat(second[i]).as("position %d", i).isEqualTo(first[i]);
                }
            }
            assertThat(second).isNotEqualTo(first);
        }
    }

    @Test
    void theSameNetworkGivesTheSameBytes() {
        Exported exported = Exported.of(new TinyArchitecture());
        assertThat(OnnxWriter.write(exported.graph)).isEqualTo(OnnxWriter.write(exported.graph));
        assertThat(exported.quantized().file()).isEqualTo(exported.quantized().file());
    }

    @Test
    void aFileThatIsNoNetworkIsRejected() {
        PreprocessingSpec spec = new CheckpointFixtures(new TinyArchitecture()).preprocessing();
        Rejections.assertRejected(
                Reason.ENGINE_REFUSED, () -> new OnnxLesionClassifier(new byte[] {1, 2, 3}, spec, 1, 1));
    }

    @Test
    void aClosedClassifierSaysSo() {
        OnnxLesionClassifier onnx = Exported.of(new TinyArchitecture()).onnx();
        assertThat(onnx.classify(List.of())).isEmpty();
        onnx.close();
        onnx.close();
        List<RgbImage> images = images(new TinyArchitecture(), 1);
        assertThatThrownBy(() -> onnx.classify(images))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The classifier is closed");
    }

    private static Evidence evidence(ExplainingClassifier classifier, RgbImage image) {
        return Objects.requireNonNull(
                classifier.answer(List.of(image), true).get(0).evidence());
    }

    private static double sum(Evidence evidence, LesionClass lesion) {
        double sum = evidence.bias()[lesion.index()];
        for (float contribution : evidence.of(lesion)) {
            sum += contribution;
        }
        return sum;
    }

    private static double meanDifference(List<Prediction> actual, List<Prediction> expected) {
        double sum = 0;
        for (int i = 0; i < actual.size(); i++) {
            for (LesionClass lesion : LesionClass.all()) {
                sum += Math.abs(
                        actual.get(i).probability(lesion) - expected.get(i).probability(lesion));
            }
        }
        return sum / actual.size() / LesionClass.COUNT;
    }

    private static List<RgbImage> images(Architecture architecture, int count) {
        Random random = new Random(3);
        List<RgbImage> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] pixels = new byte
                    [3 * architecture.input().width() * architecture.input().height()];
            random.nextBytes(pixels);
            images.add(new RgbImage(
                    architecture.input().width(), architecture.input().height(), pixels));
        }
        return images;
    }

    /** A network with weights that a training could have left; one an architecture, for all tests. */
    private static final class Exported {
        private static final Map<String, Exported> KNOWN = new HashMap<>();

        private final Architecture architecture;
        private final PreprocessingSpec spec;
        private final byte[] weights;
        private final InferenceGraph graph;
        private byte @Nullable [] integers;

        static Exported of(Architecture architecture) {
            return KNOWN.computeIfAbsent(architecture.id(), id -> new Exported(architecture));
        }

        private Exported(Architecture architecture) {
            this.architecture = architecture;
            spec = new CheckpointFixtures(architecture).preprocessing();
            weights = RandomWeights.of(architecture, 5);
            try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
                ClassificationNetwork network = (ClassificationNetwork) RandomWeights.network(architecture, manager);
                WeightsCodec.load(weights, network);
                graph = network.graph(architecture.input());
            }
        }

        PyTorchLesionClassifier pytorch() {
            return PyTorchLesionClassifier.of(architecture, spec, weights, TEMPERATURE);
        }

        OnnxLesionClassifier onnx() {
            return onnx(null);
        }

        OnnxLesionClassifier onnx(@Nullable FeatureSpace space) {
            return new OnnxLesionClassifier(OnnxWriter.write(graph), spec, TEMPERATURE, space, 1);
        }

        OnnxLesionClassifier integers() {
            return integers(null);
        }

        OnnxLesionClassifier integers(@Nullable FeatureSpace space) {
            return new OnnxLesionClassifier(file(), spec, TEMPERATURE, space, 1);
        }

        OnnxLesionClassifier oneDnn(@Nullable FeatureSpace space) {
            return OnnxLesionClassifier.onOneDnn(file(), spec, TEMPERATURE, space);
        }

        private byte[] file() {
            byte[] known = integers;
            if (known == null) {
                known = quantized().file();
                integers = known;
            }
            return known;
        }

        QuantizedNetwork quantized() {
            Preprocessor preprocessor = new Preprocessor(spec);
            List<float[]> inputs = images(architecture, 8).stream()
                    .map(image -> {
                        float[] input = new float[preprocessor.inputLength()];
                        preprocessor.writePlanar(image, input, 0);
                        return input;
                    })
                    .toList();
            return Quantizer.quantize(graph, inputs, 1);
        }
    }
}
