package org.dermoscope.trainer.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.List;
import org.dermoscope.architecture.NoGradient;

/** A copy of all parameters of a network, running statistics included, on the Java heap. Immutable. */
final class ParameterSnapshot {
    private final List<float[]> values;

    private ParameterSnapshot(List<float[]> values) {
        this.values = values;
    }

    static ParameterSnapshot of(Block network) {
        return new ParameterSnapshot(network.getParameters().values().stream()
                .map(parameter -> parameter.getArray().toFloatArray())
                .toList());
    }

    /** Writes the values back into the same network or one of the same architecture; its arrays stay the same. */
    void restore(Block network) {
        List<Parameter> parameters = network.getParameters().values();
        for (int i = 0; i < parameters.size(); i++) {
            overwrite(parameters.get(i).getArray(), values.get(i));
        }
    }

    static void overwrite(NDArray target, float[] values) {
        try (NoGradient off = new NoGradient();
                NDManager scope = target.getManager().newSubManager()) {
            scope.create(values, target.getShape()).copyTo(target);
        }
    }
}
