package org.dermoscope.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.dermoscope.checkpoint.WeightsCodec;
import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every listed architecture keeps; a new one needs its pinned counts here. */
public abstract class ArchitectureContract {
    /** Parameters and trainable parameters by id. */
    private static final Map<String, long[]> COUNTS = Map.of(
            "sequential-cnn", new long[] {1_356_480, 1_354_226},
            "custom-resnet", new long[] {2_493_024, 2_489_184},
            "efficientnet-lite0", new long[] {3_421_991, 3_379_975},
            "efficientnet-lite1", new long[] {4_198_311, 4_144_647},
            "efficientnet-lite2", new long[] {4_878_135, 4_820_039},
            "densenet121", new long[] {7_044_679, 6_961_031},
            "deit-tiny", new long[] {5_508_487, 5_508_487},
            "mobilenet-v2", new long[] {2_267_328, 2_233_152});

    static Stream<Architecture> architectures() {
        return Architectures.all().stream();
    }

    static Stream<Arguments> inEachPrecision() {
        return architectures().flatMap(a -> a.precisions().stream().map(p -> Arguments.of(a, p)));
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void hasThePinnedParameterCounts(Architecture architecture) {
        ArchitectureSummary summary = ArchitectureSummary.of(architecture);
        assertThat(new long[] {summary.parameters(), summary.trainable()}).isEqualTo(COUNTS.get(architecture.id()));
        assertThat(summary.hash())
                .isEqualTo(ArchitectureSummary.of(architecture).hash());
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void answersWithSevenFiniteLogitsAnImage(Architecture architecture) {
        try (NDManager manager = NDManager.newBaseManager()) {
            Block network = initialized(architecture, manager, 1);
            NDArray logits = logits(network, images(architecture, manager, 2), false);
            assertThat(logits.getShape()).isEqualTo(new Shape(2, LesionClass.COUNT));
            assertThat(network.getOutputShapes(new Shape[] {new Shape(2, 3, 90, 120)})[0])
                    .isEqualTo(logits.getShape());
            for (float logit : logits.toFloatArray()) {
                assertThat(logit).isFinite();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("inEachPrecision")
    void gradientsReachEveryTrainableParameter(Architecture architecture, Precision precision) {
        try (NDManager manager = NDManager.newBaseManager()) {
            Block network = initialized(architecture, manager, 2, precision);
            NDArray images =
                    images(architecture, manager, 8); // so many that stochastic depth spares one in every block
            backward(network, images);
            for (Pair<String, Parameter> entry : network.getParameters()) {
                if (entry.getValue().requiresGradient()) {
                    float largest = entry.getValue()
                            .getArray()
                            .getGradient()
                            .abs()
                            .max()
                            .getFloat();
                    assertThat(largest).as(entry.getKey()).isPositive().isFinite();
                }
            }
        }
    }

    static Stream<Architecture> inBf16() {
        return architectures().filter(a -> a.precisions().contains(Precision.BF16));
    }

    @ParameterizedTest
    @MethodSource("inBf16")
    void trainsInBf16AlmostAsInFp32(Architecture architecture) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray images = images(architecture, manager, 8);
            float[][] logits = new float[2][];
            float[][] gradients = new float[2][];
            for (Precision precision : Precision.values()) {
                Block network = initialized(architecture, manager, 2, precision);
                logits[precision.ordinal()] = backward(network, images);
                gradients[precision.ordinal()] = gradient(network, "logits_kernel");
            }
            assertThat(relativeDistance(logits[1], logits[0])).isPositive().isLessThan(0.15);
            assertThat(relativeDistance(gradients[1], gradients[0]))
                    .isPositive()
                    .isLessThan(0.15);
        }
    }

    private static float[] gradient(Block network, String name) {
        return network.getParameters().stream()
                .filter(entry -> entry.getKey().endsWith(name))
                .findFirst()
                .orElseThrow()
                .getValue()
                .getArray()
                .getGradient()
                .toFloatArray();
    }

    /** Logits of a training pass whose gradients, those of the mean log probability of class 4, the parameters hold. */
    private static float[] backward(Block network, NDArray images) {
        Engine.getInstance().setRandomSeed(1);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray logits = logits(network, images, true);
            collector.backward(logits.logSoftmax(1).get(":, 4").mean());
            return logits.toFloatArray();
        }
    }

    /** Euclidean distance over the length of what is expected. */
    private static double relativeDistance(float[] actual, float[] expected) {
        double distance = 0;
        double length = 0;
        for (int i = 0; i < expected.length; i++) {
            distance += Math.pow((double) actual[i] - expected[i], 2);
            length += Math.pow(expected[i], 2);
        }
        return Math.sqrt(distance / length);
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void givesTheSameLogitsAfterSavingAndLoading(Architecture architecture) {
        try (NDManager manager = NDManager.newBaseManager()) {
            Block network = initialized(architecture, manager, 3);
            NDArray images = images(architecture, manager, 2);
            logits(network, images, true);
            Block loaded = initialized(architecture, manager, 4);
            WeightsCodec.load(WeightsCodec.encode(network), loaded);
            assertThat(logits(loaded, images, false).toFloatArray())
                    .isEqualTo(logits(network, images, false).toFloatArray());
        }
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void startsWithTheSameWeightsForTheSameSeedOnly(Architecture architecture) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray images = images(architecture, manager, 1);
            float[] first =
                    logits(initialized(architecture, manager, 5), images, false).toFloatArray();
            float[] again =
                    logits(initialized(architecture, manager, 5), images, false).toFloatArray();
            float[] other =
                    logits(initialized(architecture, manager, 6), images, false).toFloatArray();
            assertThat(again).isEqualTo(first);
            assertThat(other).isNotEqualTo(first);
        }
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void answersAnImageAsInABatch(Architecture architecture) {
        try (NDManager manager = NDManager.newBaseManager()) {
            Block network = initialized(architecture, manager, 7);
            NDArray images = images(architecture, manager, 3);
            float[] together = logits(network, images, false).toFloatArray();
            float[] alone = logits(network, images.get("2:3"), false).toFloatArray();
            for (int i = 0; i < LesionClass.COUNT; i++) {
                assertThat(alone[i]).isCloseTo(together[2 * LesionClass.COUNT + i], within(1e-4f));
            }
        }
    }

    /** A network with its initial weights. */
    protected static Block initialized(Architecture architecture, NDManager manager, long seed) {
        return initialized(architecture, manager, seed, Precision.FP32);
    }

    private static Block initialized(Architecture architecture, NDManager manager, long seed, Precision precision) {
        Block network = architecture.newNetwork(new NetworkOptions(0.9, precision));
        InitialWeights.initialize(network, architecture.input(), manager, seed);
        return network;
    }

    /** Seeded noise, {@code (n, 3, H, W)} in channels-last strides as the platform uploads it. */
    protected static NDArray images(Architecture architecture, NDManager manager, int n) {
        InputSize size = architecture.input();
        Random random = new Random(11);
        float[] values = new float[n * size.height() * size.width() * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return manager.create(values, new Shape(n, size.height(), size.width(), 3))
                .transpose(0, 3, 1, 2);
    }

    protected static NDArray logits(Block network, NDArray images, boolean training) {
        ParameterStore store = new ParameterStore(images.getManager(), false);
        return network.forward(store, new NDList(images), training).singletonOrThrow();
    }
}
