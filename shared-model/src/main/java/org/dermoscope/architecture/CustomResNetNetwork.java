package org.dermoscope.architecture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.List;
import org.dermoscope.taxonomy.LesionClass;

/** The layers of {@link CustomResNet}. Output logits {@code (N, 7)}. */
final class CustomResNetNetwork extends ImageBlock {
    private static final int STEM = 32;
    private static final int BLOCKS = 4;

    private final ConvBatchNormRelu stem;
    private final List<ResidualBlock> blocks = new ArrayList<>();
    private final List<ConvBatchNormRelu> transitions = new ArrayList<>();
    private final Convolution logits;

    CustomResNetNetwork(NetworkOptions options) {
        stem = addChildBlock("stem", new ConvBatchNormRelu(ConvolutionSpec.same(3, STEM, 3), options, false));
        int channels = STEM;
        for (int i = 1; i <= BLOCKS; i++) {
            blocks.add(addChildBlock("block" + i, new ResidualBlock(channels, options)));
            if (i < BLOCKS) {
                ConvolutionSpec narrow = ConvolutionSpec.same(3 * channels, 2 * channels, 1);
                transitions.add(addChildBlock("transition" + i, new ConvBatchNormRelu(narrow, options, true)));
                channels *= 2;
            }
        }
        logits = addChildBlock("logits", new Convolution(ConvolutionSpec.same(3 * channels, LesionClass.COUNT, 1)));
    }

    @Override
    protected NDArray apply(ParameterStore parameters, NDArray input, boolean training) {
        NDArray x = stem.apply(parameters, input, training);
        for (int i = 0; i < BLOCKS; i++) {
            x = replace(x, blocks.get(i).apply(parameters, x, training));
            if (i < transitions.size()) {
                x = replace(x, transitions.get(i).apply(parameters, x, training));
            }
        }
        x = replace(x, logits.apply(parameters, x, training));
        return replace(x, Pool.globalAvgPool2d(x));
    }

    private static NDArray replace(NDArray old, NDArray next) {
        old.close();
        return next;
    }

    @Override
    protected Shape outputShape(Shape input) {
        return new Shape(input.get(0), LesionClass.COUNT);
    }
}
