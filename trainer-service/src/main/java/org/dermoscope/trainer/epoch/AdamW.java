package org.dermoscope.trainer.epoch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import org.dermoscope.architecture.OptimizerSpec;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, ICLR 2019): {@code w -= lr * decay * w} on convolution kernels
 * only, then a step of {@link KerasAdam}, whose moments so know nothing of the decay. Takes the place of the L2 penalty,
 * which is ignored.
 */
final class AdamW implements StepRule {
    private final List<TrainedParameter> parameters;
    private final KerasAdam adam;
    private final double weightDecay;

    AdamW(OptimizerSpec spec, List<TrainedParameter> parameters, NDManager manager) {
        this.parameters = parameters;
        adam = new KerasAdam(spec.withoutL2(), parameters, manager);
        weightDecay = spec.weightDecay();
    }

    @Override
    public void step(double learningRate, long step) {
        for (TrainedParameter parameter : parameters) {
            if (parameter.kernel() && parameter.learnsAt(step)) {
                parameter.value().muli(1 - learningRate * parameter.rate() * weightDecay);
            }
        }
        adam.step(learningRate, step);
    }

    @Override
    public Map<String, NDArray> state() {
        return adam.state();
    }
}
