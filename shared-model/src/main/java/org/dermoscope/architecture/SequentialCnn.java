package org.dermoscope.architecture;

import ai.djl.nn.Block;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dermoscope.taxonomy.LesionClass;

/**
 * Nine valid (unpadded) 3x3 convolutions in three stages of widths 32, 64, 64 | 64, 128, 128 | 128, 256, 256, each
 * followed by batch normalisation and ReLU, each stage by 2x2 max pooling and dropout 0.2; then a 1x1 convolution to 7
 * and one of 6x9, which covers all that is left of a 90x120 image. All convolutions have a bias.
 */
public final class SequentialCnn implements Architecture {
    private static final int[][] WIDTHS = {{32, 64, 64}, {64, 128, 128}, {128, 256, 256}};
    private static final double DROPOUT = 0.2;

    @Override
    public String id() {
        return "sequential-cnn";
    }

    @Override
    public String description() {
        return "Nine valid convolutions in three stages with max pooling and dropout";
    }

    @Override
    public InputSize input() {
        return new InputSize(90, 120);
    }

    /**
     * The original's, but for two defects: its plateau factor 0.0001 ended the training at once (0.5 here), and it
     * ignored that two thirds of the images are nevi (class weights here).
     */
    @Override
    public TrainingRecipe recipe() {
        return new TrainingRecipe(
                30,
                64,
                0.99,
                OptimizerSpec.adam(0.001),
                ScheduleSpec.plateau(0.5, 4, 1e-6),
                AugmentationSpec.STANDARD,
                new ImbalanceSpec(ImbalanceSpec.Kind.CLASS_WEIGHTS, 1),
                new EarlyStoppingSpec(true, 10));
    }

    /** Small batches: a few hundred images give only some dozen steps an epoch. */
    @Override
    public TrainingRecipe sampleRecipe() {
        return TrainingRecipe.ofSample(0.001);
    }

    @Override
    public Block newNetwork(NetworkOptions options) {
        Map<String, ImageBlock> blocks = new LinkedHashMap<>();
        int channels = 3;
        for (int stage = 1; stage <= WIDTHS.length; stage++) {
            int[] widths = WIDTHS[stage - 1];
            for (int i = 1; i <= widths.length; i++) {
                ConvolutionSpec spec = ConvolutionSpec.valid(channels, widths[i - 1], 3, 3);
                blocks.put("stage" + stage + "_" + i, new ConvBatchNormRelu(spec, options, i == widths.length));
                channels = widths[i - 1];
            }
            blocks.put("dropout" + stage, Dropout.ofValues(DROPOUT, options));
        }
        ConvolutionSpec reduction = ConvolutionSpec.valid(channels, LesionClass.COUNT, 1, 1);
        blocks.put("reduction", new ConvBatchNormRelu(reduction, options, false));
        return new ClassificationNetwork(blocks, LinearHead.covering(LesionClass.COUNT, 6, 9));
    }
}
