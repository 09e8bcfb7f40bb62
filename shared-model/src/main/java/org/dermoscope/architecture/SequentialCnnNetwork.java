package org.dermoscope.architecture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.List;
import org.dermoscope.taxonomy.LesionClass;

/** The layers of {@link SequentialCnn}. Output logits {@code (N, 7)}. */
final class SequentialCnnNetwork extends ImageBlock {
    private static final int[][] WIDTHS = {{32, 64, 64}, {64, 128, 128}, {128, 256, 256}};
    private static final double DROPOUT = 0.2;

    private final List<List<ConvBatchNormRelu>> stages = new ArrayList<>();
    private final Dropout dropout;
    private final ConvBatchNormRelu reduction;
    private final Convolution logits;

    SequentialCnnNetwork(NetworkOptions options) {
        int channels = 3;
        for (int[] widths : WIDTHS) {
            List<ConvBatchNormRelu> stage = new ArrayList<>();
            for (int i = 0; i < widths.length; i++) {
                ConvolutionSpec spec = ConvolutionSpec.valid(channels, widths[i], 3, 3);
                boolean last = i == widths.length - 1;
                String name = "stage" + (stages.size() + 1) + "_" + (i + 1);
                stage.add(addChildBlock(name, new ConvBatchNormRelu(spec, options, last)));
                channels = widths[i];
            }
            stages.add(stage);
        }
        dropout = new Dropout(DROPOUT, options);
        int classes = LesionClass.COUNT;
        reduction = addChildBlock(
                "reduction", new ConvBatchNormRelu(ConvolutionSpec.valid(channels, classes, 1, 1), options, false));
        logits = addChildBlock("logits", new Convolution(ConvolutionSpec.valid(classes, classes, 6, 9)));
    }

    @Override
    protected NDArray apply(ParameterStore parameters, NDArray input, boolean training) {
        NDArray x = input;
        for (List<ConvBatchNormRelu> stage : stages) {
            for (ConvBatchNormRelu layer : stage) {
                x = replace(x, layer.apply(parameters, x, training), input);
            }
            if (training) {
                x = replace(x, dropout.apply(parameters, x, true), input);
            }
        }
        x = replace(x, reduction.apply(parameters, x, training), input);
        x = replace(x, logits.apply(parameters, x, training), input);
        return replace(x, x.reshape(-1, LesionClass.COUNT), input);
    }

    /** Closes the old tensor unless it is the network's input, and returns the new one. */
    @SuppressWarnings("ReferenceEquality") // the same native tensor is meant
    private static NDArray replace(NDArray old, NDArray next, NDArray input) {
        if (old != input) {
            old.close();
        }
        return next;
    }

    @Override
    protected Shape outputShape(Shape input) {
        return new Shape(input.get(0), LesionClass.COUNT);
    }
}
