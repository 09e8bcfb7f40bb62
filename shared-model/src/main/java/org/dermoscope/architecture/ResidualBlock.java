package org.dermoscope.architecture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.util.List;
import org.dermoscope.graph.GraphBuilder;

/**
 * From c to 3c channels of the same size: two convolutions c → c → 2c, concatenated after the block's input.
 */
final class ResidualBlock extends ImageBlock {
    private final ConvBatchNormRelu first;
    private final ConvBatchNormRelu second;

    ResidualBlock(int channels, NetworkOptions options) {
        first = addChildBlock(
                "first", new ConvBatchNormRelu(ConvolutionSpec.same(channels, channels, 3), options, false));
        second = addChildBlock(
                "second", new ConvBatchNormRelu(ConvolutionSpec.same(channels, 2 * channels, 3), options, false));
    }

    @Override
    protected NDArray apply(ParameterStore parameters, NDArray input, boolean training) {
        try (NDArray inner = first.apply(parameters, input, training);
                NDArray features = second.apply(parameters, inner, training)) {
            return input.concat(features, 1);
        }
    }

    @Override
    protected String describe(GraphBuilder graph, String input) {
        String inner = graph.within("first", () -> first.describe(graph, input));
        String features = graph.within("second", () -> second.describe(graph, inner));
        return graph.concatenation(List.of(input, features));
    }

    @Override
    protected Shape outputShape(Shape input) {
        return new Shape(input.get(0), 3 * input.get(1), input.get(2), input.get(3));
    }
}
