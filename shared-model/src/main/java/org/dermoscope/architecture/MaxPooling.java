package org.dermoscope.architecture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.util.List;
import org.dermoscope.graph.GraphBuilder;

/** The largest of each square of positions; the padding is never the largest. Without parameters. */
final class MaxPooling extends ImageBlock {
    private final int size;
    private final int stride;
    private final int padding;
    private final ScriptedOperator operator;

    MaxPooling(int size, int stride, int padding) {
        this.size = size;
        this.stride = stride;
        this.padding = padding;
        operator = ScriptedOperator.of(
                List.of("x"),
                List.of("return torch.max_pool2d(x, " + pair(size) + ", " + pair(stride) + ", " + pair(padding)
                        + ", [1, 1])"));
    }

    private static String pair(int value) {
        return "[" + value + ", " + value + "]";
    }

    @Override
    protected NDArray apply(ParameterStore parameters, NDArray input, boolean training) {
        return operator.apply(List.of(input));
    }

    @Override
    protected String describe(GraphBuilder graph, String input) {
        return graph.maxPooling(input, size, stride, padding);
    }

    @Override
    protected Shape outputShape(Shape input) {
        return new Shape(input.get(0), input.get(1), squares(input.get(2)), squares(input.get(3)));
    }

    private long squares(long positions) {
        return (positions + 2L * padding - size) / stride + 1;
    }
}
