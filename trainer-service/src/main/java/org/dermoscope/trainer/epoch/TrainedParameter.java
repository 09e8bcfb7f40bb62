package org.dermoscope.trainer.epoch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Pair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dermoscope.architecture.ClassificationNetwork;

/**
 * A parameter that an optimizer changes.
 *
 * @param value owned by the network
 * @param kernel whether it is a convolution kernel, to which the L2 penalty applies
 * @param rate its learning rate as a share of the step's, in (0, 1]
 * @param heldFor steps of the run in which it stays as it is and has no gradient
 */
record TrainedParameter(NDArray value, boolean kernel, double rate, long heldFor) {
    /** Those of an initialised network that take gradients, in its order. */
    static List<TrainedParameter> of(Block network, LayerRates rates) {
        List<TrainedParameter> trained = new ArrayList<>();
        for (Pair<String, Parameter> entry : network.getParameters()) {
            Parameter parameter = entry.getValue();
            if (parameter.requiresGradient()) {
                boolean head = ClassificationNetwork.ofHead(entry.getKey());
                trained.add(new TrainedParameter(
                        parameter.getArray(),
                        parameter.getType() == Parameter.Type.WEIGHT,
                        head ? 1 : rates.backbone(),
                        head ? 0 : rates.headSteps()));
            }
        }
        return trained;
    }

    /** @param step of the run, from 1 */
    boolean learnsAt(long step) {
        return step > heldFor;
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
