package org.dermoscope.classify;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A network that notes at each pass whether gradients would be recorded. */
final class GradientProbe extends AbstractBlock {
    /** What is done at the begin of each pass. */
    interface Step {
        void run() throws InterruptedException;
    }

    private final Block network;
    private final Step before;
    private final List<Boolean> gradModes = new CopyOnWriteArrayList<>();

    GradientProbe(Block network) {
        this(network, () -> {});
    }

    GradientProbe(Block network, Step before) {
        this.network = addChildBlock("network", network);
        this.before = before;
    }

    List<Boolean> gradModes() {
        return gradModes;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters, NDList inputs, boolean training, @Nullable PairList<String, Object> options) {
        gradModes.add(JniUtils.isGradMode());
        try {
            before.run();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return network.forward(parameters, inputs, training);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return network.getOutputShapes(inputShapes);
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        network.initialize(manager, dataType, inputShapes);
    }
}
