package org.dermoscope.trainer.epoch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.util.List;
import java.util.Map;
import org.dermoscope.architecture.InputSize;
import org.dermoscope.architecture.NoGradient;
import org.dermoscope.architecture.OptimizerSpec;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.trainer.data.TrainingBatch;

/**
 * Optimizer steps on one network. Not thread-safe, and one at a time in a JVM: the engine collects gradients for one
 * only. Owns the optimizer's state and the memory of the step under way, which {@link #close()} frees; the network stays
 * the caller's.
 */
public final class NetworkTrainer implements AutoCloseable {
    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final Block network;
    private final BatchUpload upload;
    private final TrainingObjective objective;
    private final List<TrainedParameter> parameters;
    private final StepRule rule;
    private long steps;

    /** @param network initialised; all its layers learn at one rate */
    public NetworkTrainer(Block network, InputSize input, OptimizerSpec optimizer, TrainingObjective objective) {
        this(network, input, optimizer, LayerRates.EQUAL, objective);
    }

    /** @param network initialised */
    public NetworkTrainer(
            Block network, InputSize input, OptimizerSpec optimizer, LayerRates rates, TrainingObjective objective) {
        this.network = network;
        upload = new BatchUpload(input);
        this.objective = objective;
        parameters = TrainedParameter.of(network, rates);
        rule = StepRule.of(optimizer, parameters, manager);
        parameters.stream().filter(p -> !p.learnsAt(1)).forEach(p -> p.value().setRequiresGradient(false));
    }

    /**
     * One step.
     *
     * @param randomSeed of what is random within the network, such as dropout
     * @throws DivergedException if the loss is not finite; the network is as before then but for running statistics
     */
    public StepResult step(TrainingBatch batch, double learningRate, int randomSeed) {
        Engine.getInstance().setRandomSeed(randomSeed);
        try (NDManager scope = manager.newSubManager()) {
            StepResult result = backward(scope, batch, learningRate);
            steps++;
            try (NoGradient off = new NoGradient()) {
                rule.step(learningRate, steps);
            }
            releaseFor(steps + 1);
            return result;
        }
    }

    /** Gives gradients to what begins to learn at a step. */
    private void releaseFor(long step) {
        parameters.stream()
                .filter(p -> p.learnsAt(step) && !p.value().hasGradient())
                .forEach(p -> p.value().setRequiresGradient(true));
    }

    private StepResult backward(NDManager scope, TrainingBatch batch, double learningRate) {
        NDArray images = upload.upload(batch, scope);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray logits = forward(scope, images);
            NDArray mean = objective.loss(logits, batch);
            float value = mean.getFloat();
            if (!Float.isFinite(value)) {
                throw new DivergedException("the loss of a training batch", value, learningRate);
            }
            collector.backward(mean);
            return new StepResult(value, correct(logits.toFloatArray(), batch));
        }
    }

    /** The optimizer's tensors by name; they stay the same objects. */
    Map<String, NDArray> state() {
        return rule.state();
    }

    /** Says how many steps were taken before the optimizer's tensors had their values. */
    void resume(long stepsBefore) {
        steps = stepsBefore;
        releaseFor(steps + 1);
    }

    /** A forward pass in training mode that learns nothing but running statistics. */
    void observe(TrainingBatch batch, int randomSeed) {
        Engine.getInstance().setRandomSeed(randomSeed);
        try (NoGradient off = new NoGradient();
                NDManager scope = manager.newSubManager()) {
            forward(scope, upload.upload(batch, scope));
        }
    }

    private NDArray forward(NDManager scope, NDArray images) {
        return network.forward(new ParameterStore(scope, false), new NDList(images), true)
                .singletonOrThrow();
    }

    private static int correct(float[] logits, TrainingBatch batch) {
        int correct = 0;
        for (int i = 0; i < batch.size(); i++) {
            int top = 0;
            for (int c = 1; c < LesionClass.COUNT; c++) {
                top = logits[i * LesionClass.COUNT + c] > logits[i * LesionClass.COUNT + top] ? c : top;
            }
            correct += top == batch.labels()[i] ? 1 : 0;
        }
        return correct;
    }

    @Override
    public void close() {
        manager.close();
    }
}
