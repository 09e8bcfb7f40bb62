package org.dermoscope.architecture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import org.dermoscope.graph.GraphBuilder;
import org.dermoscope.graph.TensorSize;

/**
 * A block of DJL's own, which computes as the library has it: in float32, and on images whose channels lie one after another.
 * Where channels lie last, libtorch 2.7.1 crashes in the backward pass of such a network.
 */
final class LibraryBlock extends ImageBlock {
    private final Block block;
    private final LibraryBlockReader reader;

    /** @param input that the block is made for: its parameters' channels follow from it */
    LibraryBlock(Block block, TensorSize input, LibraryBlockReader reader) {
        this.block = addChildBlock("library", block);
        this.reader = reader;
        reader.shape(block, input.channels());
    }

    /** The library leaves intermediate results to the input's manager; here they go when the pass is over. */
    @Override
    protected NDArray apply(ParameterStore parameters, NDArray input, boolean training) {
        NDManager owner = input.getManager();
        try (NDManager scope = owner.newSubManager()) {
            scope.tempAttachAll(input);
            NDArray planes = input.flatten().reshape(input.getShape());
            NDArray output =
                    block.forward(parameters, new NDList(planes), training).singletonOrThrow();
            output.attach(owner);
            return output;
        }
    }

    @Override
    protected String describe(GraphBuilder graph, String input) {
        return reader.describe(block, graph, input);
    }

    @Override
    protected Shape outputShape(Shape input) {
        return block.getOutputShapes(new Shape[] {input})[0];
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        block.initialize(manager, dataType, inputShapes);
    }
}
