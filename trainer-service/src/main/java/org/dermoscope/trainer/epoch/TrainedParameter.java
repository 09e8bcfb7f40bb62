package org.dermoscope.trainer.epoch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A parameter that an optimizer changes.
 *
 * @param value owned by the network
 * @param kernel whether it is a convolution kernel, to which the L2 penalty applies
 */
record TrainedParameter(NDArray value, boolean kernel) {
    /** Those of an initialised network that take gradients, in its order. */
    static List<TrainedParameter> of(Block network) {
        return network.getParameters().values().stream()
                .filter(Parameter::requiresGradient)
                .map(p -> new TrainedParameter(p.getArray(), p.getType() == Parameter.Type.WEIGHT))
                .toList();
    }

    /** What a rule keeps for each parameter, by name and the parameter's number. */
    static Map<String, NDArray> named(String name, List<NDArray> perParameter) {
        Map<String, NDArray> named = new LinkedHashMap<>();
        for (NDArray array : perParameter) {
            named.put(name + "." + named.size(), array);
        }
        return named;
    }

    /**
     * What the loss' gradient is, {@code 2 l2 w} added for kernels (Keras' {@code l2(...)}); the same memory as the next
     * backward pass adds to.
     *
     * @param scope owns the handle
     */
    NDArray gradient(double l2, NDManager scope) {
        NDArray gradient = value.getGradient();
        gradient.attach(scope);
        if (kernel && l2 > 0) {
            try (NDArray decay = value.mul(2 * l2)) {
                gradient.addi(decay);
            }
        }
        return gradient;
    }

    /** Overwrites the gradient with zeros, whatever it holds; subtracting it from itself would keep a NaN. */
    void clearGradient() {
        JniUtils.zeroGrad((PtNDArray) value);
    }
}
