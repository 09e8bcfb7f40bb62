package org.dermoscope.architecture;

import ai.djl.basicmodelzoo.cv.classification.MobileNetV2;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import java.util.Map;
import java.util.Set;
import org.dermoscope.graph.TensorSize;
import org.dermoscope.taxonomy.LesionClass;

/**
 * MobileNetV2 (Sandler et al., 2018) as DJL's model zoo has it: its first convolution is 1x1. The library's classifier, the
 * mean over the positions and a linear layer without a bias, is the head here, so that each position's share of it is known.
 */
final class ZooMobileNetV2 implements Architecture {
    private static final int FEATURES = 1280;
    /** Mean, reshape, convolution, reshape. */
    private static final int BLOCKS_OF_CLASSIFIER = 4;

    static final LibraryBlockReader READER = new LibraryBlockReader(2e-5, true);

    @Override
    public String id() {
        return "mobilenet-v2";
    }

    @Override
    public String description() {
        return "MobileNetV2 of DJL's model zoo, from random weights";
    }

    @Override
    public InputSize input() {
        return new InputSize(144, 192);
    }

    /** The library's blocks compute in nothing else. */
    @Override
    public Set<Precision> precisions() {
        return Set.of(Precision.FP32);
    }

    /** As the other network that is trained from random weights. */
    @Override
    public TrainingRecipe recipe() {
        return new SequentialCnn().recipe();
    }

    @Override
    public TrainingRecipe sampleRecipe() {
        return TrainingRecipe.ofSample(0.001);
    }

    /** @throws IllegalArgumentException if another precision than float32 is asked for */
    @Override
    public Block newNetwork(NetworkOptions options) {
        if (!precisions().contains(options.precision())) {
            throw new IllegalArgumentException(
                    id() + " cannot compute in " + options.precision() + "; allowed: " + precisions());
        }
        SequentialBlock backbone = (SequentialBlock) MobileNetV2.builder()
                .setOutSize(LesionClass.COUNT)
                .optBatchNormMomentum((float) options.batchNormMomentum())
                .build();
        for (int i = 0; i < BLOCKS_OF_CLASSIFIER; i++) {
            backbone.removeLastBlock();
        }
        TensorSize image = new TensorSize(3, input().height(), input().width());
        return new ClassificationNetwork(
                Map.of("backbone", new LibraryBlock(backbone, image, READER)), LinearHead.averaging(FEATURES));
    }
}
