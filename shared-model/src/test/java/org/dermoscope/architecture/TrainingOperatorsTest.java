package org.dermoscope.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import org.dermoscope.graph.TensorSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What blocks compute in training, beside the same written out in the engine's operations. */
class TrainingOperatorsTest {
    private static final float MOMENTUM = 0.75f;
    private static final NetworkOptions FP32 = new NetworkOptions(MOMENTUM, Precision.FP32);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void convolvesNormalisesPoolsAndRectifies(boolean pooled) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            ConvBatchNormRelu layer = new ConvBatchNormRelu(ConvolutionSpec.valid(3, 5, 3, 3), FP32, pooled);
            InitialWeights.initialize(layer, new InputSize(9, 12), manager, 1);
            NDArray x = manager.randomNormal(new Shape(4, 3, 9, 12));
            NDArray bias = manager.randomNormal(new Shape(5));
            bias.copyTo(parameter(layer, "bias"));

            NDArray actual = layer.apply(new ParameterStore(manager, false), x, true);

            NDArray y = Conv2d.conv2d(x, parameter(layer, "kernel"), bias).singletonOrThrow();
            int[] ofChannel = {1};
            NDArray channels = y.transpose(1, 0, 2, 3).reshape(5, -1);
            NDArray mean = channels.mean(ofChannel, true);
            NDArray variance = channels.sub(mean).square().mean(ofChannel, true);
            NDArray expected = y.sub(mean.reshape(1, 5, 1, 1))
                    .div(variance.add(1e-3f).sqrt().reshape(1, 5, 1, 1));
            if (pooled) {
                expected = Pool.maxPool2d(expected, new Shape(2, 2), new Shape(2, 2), new Shape(0, 0), false);
            }
            assertClose(actual, expected.maximum(0));
            long values = y.size() / 5;
            NDArray unbiased = variance.flatten().mul((double) values / (values - 1));
            assertClose(parameter(layer, "running_mean"), mean.flatten().mul(1 - MOMENTUM));
            assertClose(
                    parameter(layer, "running_var"), unbiased.mul(1 - MOMENTUM).add(MOMENTUM));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 64})
    void dropsAFifthAndKeepsTheMean(int channels) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Engine.getInstance().setRandomSeed(3);
            NDArray ones = manager.ones(new Shape(5, channels, 31, 33), DataType.FLOAT32);
            float[] dropped = Dropout.ofValues(0.2, FP32)
                    .apply(new ParameterStore(manager, false), ones, true)
                    .toFloatArray();
            int zeros = 0;
            for (float value : dropped) {
                zeros += value == 0 ? 1 : 0;
                assertThat(value == 0 || Math.abs(value - 1.25f) < 1e-4f).isTrue();
            }
            double deviation = Math.sqrt(0.2 * 0.8 / dropped.length);
            assertThat((double) zeros / dropped.length).isCloseTo(0.2, within(4 * deviation));
        }
    }

    @Test
    void dropoutFollowsTheNativeSeedAndSparesInference() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            ParameterStore store = new ParameterStore(manager, false);
            Dropout dropout = Dropout.ofValues(0.5, FP32);
            NDArray x = manager.randomNormal(new Shape(2, 3, 8, 8));
            assertThat(dropout.apply(store, x, false)).isSameAs(x);
            float[][] results = new float[3][];
            for (int i = 0; i < 3; i++) {
                Engine.getInstance().setRandomSeed(i / 2);
                results[i] = dropout.apply(store, x, true).toFloatArray();
            }
            assertThat(results[1]).isEqualTo(results[0]);
            assertThat(results[2]).isNotEqualTo(results[0]);
        }
    }

    @Test
    void dropsWholeChannelsOfAnImage() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Engine.getInstance().setRandomSeed(5);
            ParameterStore store = new ParameterStore(manager, false);
            Dropout dropout = Dropout.ofChannels(0.2);
            NDArray ones = manager.ones(new Shape(40, 50, 2, 3), DataType.FLOAT32);
            assertThat(dropout.apply(store, ones, false)).isSameAs(ones);
            float[] dropped = dropout.apply(store, ones, true).toFloatArray();
            int zeros = 0;
            for (int channel = 0; channel < 2000; channel++) {
                zeros += dropped[channel * 6] == 0 ? 1 : 0;
                for (int position = 0; position < 6; position++) {
                    assertThat(dropped[channel * 6 + position]).isEqualTo(dropped[channel * 6]);
                }
                assertThat(dropped[channel * 6]).isIn(0f, 1.25f);
            }
            assertThat(zeros / 2000.0).isCloseTo(0.2, within(4 * Math.sqrt(0.2 * 0.8 / 2000)));
        }
    }

    @Test
    void takesSomeImagesPastAResidualBlock() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Engine.getInstance().setRandomSeed(7);
            int images = 400;
            InvertedResidual always = residual(0, manager);
            InvertedResidual sometimes = residual(0.25, manager);
            ParameterStore store = new ParameterStore(manager, false);
            NDArray x = manager.randomNormal(new Shape(images, 3, 4, 5));
            NDArray full = always.apply(store, x, true).sub(x);
            NDArray actual = sometimes.apply(store, x, true).sub(x);
            int past = 0;
            for (int image = 0; image < images; image++) {
                boolean none = actual.get(image).abs().max().getFloat() == 0;
                past += none ? 1 : 0;
                assertThat(none || actual.get(image).allClose(full.get(image).div(0.75f), 1e-4, 1e-5, false))
                        .isTrue();
            }
            assertThat(past / (double) images).isCloseTo(0.25, within(4 * Math.sqrt(0.25 * 0.75 / images)));
            assertThat(sometimes.apply(store, x, false)).isEqualTo(sometimes.apply(store, x, false));
        }
    }

    private static InvertedResidual residual(double dropRate, NDManager manager) {
        InvertedResidual block =
                new InvertedResidual(new InvertedResidual.Spec(3, 2, 3, 1, dropRate), new TensorSize(3, 4, 5), FP32);
        InitialWeights.initialize(block, new InputSize(4, 5), manager, 2);
        return block;
    }

    private static NDArray parameter(ConvBatchNormRelu layer, String name) {
        return layer.getParameters().stream()
                .filter(entry -> entry.getKey().endsWith(name))
                .findFirst()
                .orElseThrow()
                .getValue()
                .getArray();
    }

    private static void assertClose(NDArray actual, NDArray expected) {
        assertThat(actual.getShape()).isEqualTo(expected.getShape());
        assertThat(actual.sub(expected).abs().max().getFloat()).isLessThan(1e-5f);
    }
}
