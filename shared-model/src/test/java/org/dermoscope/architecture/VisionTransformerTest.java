package org.dermoscope.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import org.dermoscope.checkpoint.RandomWeights;
import org.junit.jupiter.api.Test;

class VisionTransformerTest {
    private static final int CHANNELS = 6;
    private static final int HEADS = 2;
    private static final NetworkOptions FP32 = new NetworkOptions(0.9, Precision.FP32);

    @Test
    void hasThePublishedNumberOfParameters() {
        ArchitectureSummary summary = ArchitectureSummary.of(new VisionTransformer());
        long classifier = 192 * 1000 + 1000;
        long classToken = 192;
        long positions = 192 * (1 + 14 * 14);
        long ours = 192 * 7 + 7 + 192 * 9 * 12;
        assertThat(summary.trainable()).isEqualTo(5_717_416 - classifier - classToken - positions + ours);
    }

    @Test
    void aBlockComputesWhatItsFormulaSays() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            TransformerBlock block = block(0.5, manager);
            NDArray image = manager.randomNormal(new Shape(2, CHANNELS, 3, 4));
            NDArray actual = block.apply(new ParameterStore(manager, false), image, false);

            NDArray x = image.reshape(2, CHANNELS, 12).transpose(0, 2, 1);
            NDArray y = dense(block, "qkv", normalized(block, "norm1", x)).reshape(2, 12, 3, HEADS, CHANNELS / HEADS);
            NDArray parts = y.transpose(2, 0, 3, 1, 4);
            NDArray products = parts.get(0).matMul(parts.get(1).transpose(0, 1, 3, 2));
            NDArray shares = products.div(Math.sqrt((double) CHANNELS / HEADS)).softmax(-1);
            NDArray sums = shares.matMul(parts.get(2)).transpose(0, 2, 1, 3).reshape(2, 12, CHANNELS);
            x = x.add(dense(block, "proj", sums));
            NDArray wide = Activation.gelu(dense(block, "expand", normalized(block, "norm2", x)));
            x = x.add(dense(block, "reduce", wide));

            NDArray expected = x.transpose(0, 2, 1).reshape(2, CHANNELS, 3, 4);
            assertThat(actual.sub(expected).abs().max().getFloat()).isLessThan(1e-5f);
        }
    }

    @Test
    void takesSomeImagesPastABlock() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Engine.getInstance().setRandomSeed(7);
            int images = 400;
            TransformerBlock block = block(0.25, manager);
            NDArray x = manager.randomNormal(new Shape(images, CHANNELS, 2, 2));
            NDArray change = block.apply(new ParameterStore(manager, false), x, true)
                    .sub(x)
                    .abs()
                    .reshape(images, -1)
                    .max(new int[] {1});
            int past = 0;
            for (float largest : change.toFloatArray()) {
                past += largest == 0 ? 1 : 0;
            }
            double share = 0.25 * 0.25; // past the attention and past the dense layers
            assertThat(past / (double) images).isCloseTo(share, within(4 * Math.sqrt(share * (1 - share) / images)));
        }
    }

    private static TransformerBlock block(double dropRate, NDManager manager) {
        TransformerBlock block = new TransformerBlock(new TransformerBlock.Spec(CHANNELS, HEADS, 10, dropRate), FP32);
        block.initialize(manager, DataType.FLOAT32, new Shape(1, CHANNELS, 2, 2));
        RandomWeights.fill(block, 3);
        return block;
    }

    private static NDArray normalized(Block block, String name, NDArray x) {
        int[] last = {2};
        NDArray centered = x.sub(x.mean(last, true));
        NDArray variance = centered.square().mean(last, true);
        return centered.div(variance.add(1e-6f).sqrt())
                .mul(parameter(block, name + "_gamma"))
                .add(parameter(block, name + "_beta"));
    }

    private static NDArray dense(Block block, String name, NDArray x) {
        NDArray kernel = parameter(block, name + "_kernel");
        NDArray matrix =
                kernel.reshape(kernel.getShape().get(0), kernel.getShape().get(1));
        return x.matMul(matrix.transpose()).add(parameter(block, name + "_bias"));
    }

    private static NDArray parameter(Block block, String name) {
        return block.getParameters().stream()
                .filter(entry -> entry.getKey().endsWith(name))
                .findFirst()
                .orElseThrow()
                .getValue()
                .getArray();
    }
}
