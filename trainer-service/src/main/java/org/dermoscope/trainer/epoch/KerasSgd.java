package org.dermoscope.trainer.epoch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dermoscope.architecture.OptimizerSpec;

/**
 * Stochastic gradient descent as Keras has it: {@code v = m v - lr g}, then {@code w += v}, or with Nesterov
 * {@code w += m v - lr g}.
 */
final class KerasSgd implements StepRule {
    private final OptimizerSpec spec;
    private final List<TrainedParameter> parameters;
    private final List<NDArray> velocities = new ArrayList<>();
    private final NDManager manager;

    KerasSgd(OptimizerSpec spec, List<TrainedParameter> parameters, NDManager manager) {
        this.spec = spec;
        this.parameters = parameters;
        this.manager = manager;
        parameters.forEach(p -> velocities.add(manager.zeros(p.value().getShape())));
    }

    @Override
    public Map<String, NDArray> state() {
        return TrainedParameter.named("velocity", velocities);
    }

    @Override
    public void step(double learningRate, long step) {
        for (int i = 0; i < parameters.size(); i++) {
            TrainedParameter parameter = parameters.get(i);
            if (!parameter.learnsAt(step)) {
                continue;
            }
            NDArray velocity = velocities.get(i);
            try (NDManager scope = manager.newSubManager()) {
                NDArray gradient = parameter.gradient(spec.l2(), scope);
                gradient.muli(learningRate * parameter.rate());
                velocity.muli(spec.momentum()).subi(gradient);
                if (spec.nesterov()) {
                    NDArray ahead = velocity.mul(spec.momentum());
                    ahead.attach(scope);
                    parameter.value().addi(ahead.subi(gradient));
                } else {
                    parameter.value().addi(velocity);
                }
                parameter.clearGradient();
            }
        }
    }
}
