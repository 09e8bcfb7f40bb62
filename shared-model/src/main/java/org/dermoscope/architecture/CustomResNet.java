package org.dermoscope.architecture;

import ai.djl.nn.Block;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A convolution to 32 channels and four residual blocks that concatenate where others add: 32 → 64 → 128 → 256 → 512,
 * with 1x1 transitions and 2x2 max pooling between them, a 1x1 convolution to 7 and global average pooling. Same
 * padding, no convolution has a bias. Takes any input of at least 8x8.
 */
public final class CustomResNet implements Architecture {
    private static final double L2 = 0.001;
    private static final int STEM = 32;
    private static final int BLOCKS = 4;

    @Override
    public String id() {
        return "custom-resnet";
    }

    @Override
    public String description() {
        return "Four concatenating residual blocks with 1x1 transitions and global average pooling";
    }

    @Override
    public InputSize input() {
        return new InputSize(90, 120);
    }

    /**
     * The original's, but for its peak rate 0.1, which is known to diverge: 0.01. Half a cycle is one epoch, as the
     * original is described (its code has two), so that 16 epochs are eight whole cycles and end at the base rate.
     */
    @Override
    public TrainingRecipe recipe() {
        return new TrainingRecipe(
                16,
                64,
                0.99,
                OptimizerSpec.sgdNesterov(0.001, 0.9, L2),
                ScheduleSpec.triangular(0.001, 0.01, 1),
                AugmentationSpec.STANDARD,
                new ImbalanceSpec(ImbalanceSpec.Kind.CLASS_WEIGHTS, 1),
                new EarlyStoppingSpec(true, 8));
    }

    /** Small batches and one whole cycle of the rate: a few hundred images give only some dozen steps an epoch. */
    @Override
    public TrainingRecipe sampleRecipe() {
        return new TrainingRecipe(
                3,
                16,
                0.9,
                OptimizerSpec.sgdNesterov(0.001, 0.9, L2),
                ScheduleSpec.triangular(0.001, 0.01, 1.5),
                AugmentationSpec.STANDARD,
                new ImbalanceSpec(ImbalanceSpec.Kind.CLASS_WEIGHTS, 1),
                new EarlyStoppingSpec(true, 4));
    }

    @Override
    public Block newNetwork(NetworkOptions options) {
        Map<String, ImageBlock> blocks = new LinkedHashMap<>();
        blocks.put("stem", new ConvBatchNormRelu(ConvolutionSpec.same(3, STEM, 3), options, false));
        int channels = STEM;
        for (int i = 1; i <= BLOCKS; i++) {
            blocks.put("block" + i, new ResidualBlock(channels, options));
            if (i < BLOCKS) {
                ConvolutionSpec narrow = ConvolutionSpec.same(3 * channels, 2 * channels, 1);
                blocks.put("transition" + i, new ConvBatchNormRelu(narrow, options, true));
                channels *= 2;
            }
        }
        return new ClassificationNetwork(blocks, LinearHead.averaging(3 * channels));
    }
}
