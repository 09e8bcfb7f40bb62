package org.dermoscope.architecture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;
import java.util.stream.Stream;
import org.dermoscope.graph.GraphBuilder;
import org.dermoscope.graph.UnsupportedBlockException;
import org.jspecify.annotations.Nullable;

/**
 * A part of a network with one tensor in and one out, both float32 {@code (N, C, H, W)} in any memory format. The shape
 * of its parameters does not depend on its input. Like every block it owns its parameters until {@code clear()}.
 */
abstract class ImageBlock extends AbstractBlock {
    /** The output, attached to the input's manager; intermediate results are closed, the input is not. */
    protected abstract NDArray apply(ParameterStore parameters, NDArray input, boolean training);

    /** What an operator of this block takes: the input, then all parameters in their order, those of its children last. */
    final List<NDArray> operands(ParameterStore parameters, NDArray input, boolean training) {
        return Stream.concat(
                        Stream.of(input),
                        getParameters().values().stream()
                                .map(parameter -> parameters.getValue(parameter, input.getDevice(), training)))
                .toList();
    }

    /** Shape of {@link #apply}'s result. */
    protected abstract Shape outputShape(Shape input);

    /**
     * Adds what this block computes outside of training to a graph and returns the output's name. Its parameters have
     * values.
     *
     * @throws UnsupportedBlockException if there is no node for it
     */
    protected String describe(GraphBuilder graph, String input) {
        throw new UnsupportedBlockException("The block '" + graph.path() + "' of type "
                + getClass().getSimpleName() + " cannot be exported: it does not describe what it computes");
    }

    @Override
    protected final NDList forwardInternal(
            ParameterStore parameters, NDList inputs, boolean training, @Nullable PairList<String, Object> options) {
        return new NDList(apply(parameters, inputs.singletonOrThrow(), training));
    }

    @Override
    public final Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {outputShape(inputShapes[0])};
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        for (Block child : getChildren().values()) {
            child.initialize(manager, dataType, inputShapes);
        }
    }
}
