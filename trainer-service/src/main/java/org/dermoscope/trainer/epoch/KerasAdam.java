package org.dermoscope.trainer.epoch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dermoscope.architecture.OptimizerSpec;

/**
 * Adam (Kingma and Ba, 2015) as Keras has it: {@code m += (1 - b1)(g - m)}, {@code v += (1 - b2)(g^2 - v)},
 * {@code w -= lr sqrt(1 - b2^t) / (1 - b1^t) m / (sqrt(v) + eps)} with t from 1, counted for each parameter.
 */
final class KerasAdam implements StepRule {
    private final OptimizerSpec spec;
    private final List<TrainedParameter> parameters;
    private final List<NDArray> means = new ArrayList<>();
    private final List<NDArray> squares = new ArrayList<>();
    private final NDManager manager;

    KerasAdam(OptimizerSpec spec, List<TrainedParameter> parameters, NDManager manager) {
        this.spec = spec;
        this.parameters = parameters;
        this.manager = manager;
        for (TrainedParameter parameter : parameters) {
            means.add(manager.zeros(parameter.value().getShape()));
            squares.add(manager.zeros(parameter.value().getShape()));
        }
    }

    @Override
    public Map<String, NDArray> state() {
        Map<String, NDArray> state = TrainedParameter.named("mean", means);
        state.putAll(TrainedParameter.named("square", squares));
        return state;
    }

    @Override
    public void step(double learningRate, long step) {
        for (int i = 0; i < parameters.size(); i++) {
            TrainedParameter parameter = parameters.get(i);
            if (parameter.learnsAt(step)) {
                double rate = learningRate * parameter.rate() * correction(step - parameter.heldFor());
                update(parameter, means.get(i), squares.get(i), rate);
            }
        }
    }

    /** For moments that began at zero. */
    private double correction(long steps) {
        return Math.sqrt(1 - Math.pow(spec.beta2(), steps)) / (1 - Math.pow(spec.beta1(), steps));
    }

    private void update(TrainedParameter parameter, NDArray mean, NDArray square, double rate) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray gradient = parameter.gradient(spec.l2(), scope);
            NDArray squared = gradient.square();
            square.muli(spec.beta2()).addi(squared.muli(1 - spec.beta2()));
            mean.muli(spec.beta1()).addi(gradient.muli(1 - spec.beta1()));
            NDArray change = square.sqrt();
            change.attach(scope);
            NDArray scaled = mean.mul(rate);
            scaled.attach(scope);
            parameter.value().subi(scaled.divi(change.addi(spec.epsilon())));
            parameter.clearGradient();
        }
    }
}
