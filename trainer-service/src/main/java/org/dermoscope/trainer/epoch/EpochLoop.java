package org.dermoscope.trainer.epoch;

import ai.djl.nn.Block;
import java.util.ArrayList;
import java.util.List;
import org.dermoscope.architecture.LearningRateSchedule;
import org.dermoscope.architecture.NoGradient;
import org.dermoscope.trainer.data.BatchSource;
import org.dermoscope.trainer.data.SplitMix64;
import org.dermoscope.trainer.data.TrainingBatch;
import org.dermoscope.trainer.evaluation.EpochFigures;
import org.dermoscope.trainer.run.EpochMetrics;
import org.dermoscope.trainer.run.RunCancelledException;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.trainer.run.RunListener;

/**
 * Trains a network epoch by epoch and leaves it with the weights of its best epoch, whether or not it stopped early.
 * For one run; runs of a JVM come one after the other, because the engine collects gradients for one only. What is
 * random follows from seed, epoch and step.
 */
public final class EpochLoop {
    private final RunConfig config;
    private final TrainingInputs inputs;
    private final RunListener listener;
    private final BestEpoch best;
    private final List<EpochMetrics> history = new ArrayList<>();
    private long iteration;

    public EpochLoop(RunConfig config, TrainingInputs inputs, RunListener listener) {
        this.config = config;
        this.inputs = inputs;
        this.listener = listener;
        best = new BestEpoch(config.earlyStopping());
    }

    /**
     * @param network initialised; afterwards it holds the best epoch's weights
     * @throws RunCancelledException after the step in which the listener asked for it
     * @throws DivergedException if a loss is not finite
     * @throws InterruptedException if the thread is interrupted while it waits for a batch
     */
    public TrainingOutcome run(Block network) throws InterruptedException {
        long start = System.nanoTime();
        try (NetworkTrainer trainer =
                new NetworkTrainer(network, inputs.input(), config.optimizer(), inputs.weights())) {
            LearningRateSchedule schedule = LearningRateSchedule.of(
                    config.schedule(), config.optimizer().learningRate(), inputs.batches());
            BatchNormReestimation reestimation = new BatchNormReestimation(network, config.batchNormMomentum());
            int epoch = 0;
            do {
                epoch++;
                long epochStart = System.nanoTime();
                EpochSummary training;
                try (BatchSource batches = inputs.epochs().apply(epoch)) {
                    training = train(trainer, batches, schedule, epoch);
                }
                reestimate(reestimation, trainer, epoch);
                validate(network, training, schedule, epochStart);
            } while (epoch < config.epochs() && !best.patienceEnded(epoch));
            best.restore(network);
            double seconds = (System.nanoTime() - start) / 1e9;
            return new TrainingOutcome(history, best.epoch(), epoch < config.epochs(), seconds);
        }
    }

    private EpochSummary train(NetworkTrainer trainer, BatchSource batches, LearningRateSchedule schedule, int epoch)
            throws InterruptedException {
        Throughput throughput = new Throughput(System.nanoTime());
        double rate = 0;
        double losses = 0;
        int correct = 0;
        int images = 0;
        int step = 0;
        for (TrainingBatch batch = batches.next(); batch != null; batch = batches.next()) {
            step++;
            rate = schedule.rate(iteration++);
            StepResult result = trainer.step(batch, rate, randomSeed(epoch, step));
            losses += result.loss();
            correct += result.correct();
            images += batch.size();
            double speed = throughput.add(batch.size(), System.nanoTime());
            listener.onStep(epoch, step, batches.batches(), result.loss(), speed);
            stopIfCancelled();
        }
        if (step == 0) {
            throw new IllegalStateException("Epoch " + epoch + " has no batches; at least 1 is needed");
        }
        return new EpochSummary(epoch, rate, losses / step, (double) correct / images, throughput.overall());
    }

    private void reestimate(BatchNormReestimation reestimation, NetworkTrainer trainer, int epoch)
            throws InterruptedException {
        listener.onStage("estimating batch normalisation statistics");
        try (BatchSource batches = inputs.epochs().apply(epoch)) {
            reestimation.run(trainer, batches, randomSeed(epoch, 0));
        }
        stopIfCancelled();
    }

    private void validate(Block network, EpochSummary training, LearningRateSchedule schedule, long epochStart) {
        listener.onStage("validating");
        EpochFigures figures;
        try (NoGradient off = new NoGradient()) {
            figures = inputs.validation().validate(network);
        }
        if (!Double.isFinite(figures.loss())) {
            throw new DivergedException("the validation loss", figures.loss(), training.learningRate());
        }
        schedule.onValidation(figures.loss());
        boolean isBest = best.offer(training.epoch(), figures, network);
        EpochMetrics metrics = new EpochMetrics(
                training.epoch(),
                training.learningRate(),
                training.loss(),
                training.accuracy(),
                figures.loss(),
                figures.accuracy(),
                figures.balancedAccuracy(),
                figures.recall(),
                training.imagesPerSecond(),
                (System.nanoTime() - epochStart) / 1e9,
                isBest);
        history.add(metrics);
        listener.onEpoch(metrics);
    }

    private void stopIfCancelled() {
        if (listener.cancelled()) {
            throw new RunCancelledException();
        }
    }

    private int randomSeed(int epoch, int step) {
        return (int) SplitMix64.of(config.seed(), epoch, step).nextLong();
    }
}
