package org.dermoscope.trainer.epoch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import org.dermoscope.architecture.OptimizerSpec;

/**
 * How an optimizer changes parameters by their gradients, which it sets to zero. Not thread-safe; to be called while no
 * gradients are recorded.
 */
interface StepRule {
    /** @param step of the run, from 1 */
    void step(double learningRate, long step);

    /** Its tensors by name; they stay the same objects. */
    Map<String, NDArray> state();

    /** @param manager owns the rule's state */
    static StepRule of(OptimizerSpec spec, List<TrainedParameter> parameters, NDManager manager) {
        return switch (spec.kind()) {
            case ADAM -> new KerasAdam(spec, parameters, manager);
            case SGD -> new KerasSgd(spec, parameters, manager);
            case ADAMW -> new AdamW(spec, parameters, manager);
        };
    }
}
