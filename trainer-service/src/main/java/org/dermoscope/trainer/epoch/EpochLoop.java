package org.dermoscope.trainer.epoch;

import ai.djl.nn.Block;
import java.util.ArrayList;
import java.util.List;
import org.dermoscope.architecture.LearningRateSchedule;
import org.dermoscope.architecture.NoGradient;
import org.dermoscope.checkpoint.WeightsCodec;
import org.dermoscope.trainer.data.BatchSource;
import org.dermoscope.trainer.data.Mixup;
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
 * random follows from seed, epoch and step. Goes on from a saved state of the same data; saves one after every epoch,
 * after so many steps, and when the listener asks the run to leave.
 */
public final class EpochLoop {
    private final RunConfig config;
    private final TrainingInputs inputs;
    private final RunListener listener;
    private final ResumePoint resumePoint;
    private final BestEpoch best;
    private final Mixup mixup;
    private final List<EpochMetrics> history = new ArrayList<>();
    private int epoch = 1;
    private EpochSums sums = EpochSums.NONE;
    private double secondsBefore;
    private long start;

    public EpochLoop(RunConfig config, TrainingInputs inputs, RunListener listener, ResumePoint resumePoint) {
        this.config = config;
        this.inputs = inputs;
        this.listener = listener;
        this.resumePoint = resumePoint;
        best = new BestEpoch(config.earlyStopping());
        mixup = new Mixup(config.mixup(), config.seed(), inputs.input());
    }

    /**
     * @param network initialised; afterwards it holds the best epoch's weights
     * @throws RunCancelledException after the step in which the listener asked for it; the state is saved then
     * @throws TrainingFailedException if the training cannot go on, with the best epoch so far
     * @throws InterruptedException if the thread is interrupted while it waits for a batch
     */
    public TrainingOutcome run(Block network) throws InterruptedException {
        start = System.nanoTime();
        try (TrainingSteps steps = new TrainingSteps(config, inputs, network)) {
            restore(network, steps);
            while (!ended()) {
                long epochStart = System.nanoTime();
                double imagesPerSecond = train(network, steps);
                try (WeightAverage.InUse averaged = steps.useAverage()) {
                    reestimate(steps);
                    validate(network, steps.schedule(), new EpochTimes(imagesPerSecond, epochStart));
                }
                epoch++;
                sums = EpochSums.NONE;
                save(network, steps);
            }
        } catch (RunCancelledException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failed(network, e);
        }
        return outcome(network);
    }

    private record EpochTimes(double imagesPerSecond, long start) {}

    private boolean ended() {
        return epoch > config.epochs()
                || best.patienceEnded(epoch - 1)
                || listener.finishEarly() && sums.steps() == 0 && best.epoch() > 0;
    }

    private TrainingOutcome outcome(Block network) {
        best.restore(network);
        return new TrainingOutcome(history, best.epoch(), epoch <= config.epochs(), seconds());
    }

    private double seconds() {
        return secondsBefore + (System.nanoTime() - start) / 1e9;
    }

    private RuntimeException failed(Block network, RuntimeException cause) {
        return best.epoch() == 0 ? cause : new TrainingFailedException(cause, outcome(network));
    }

    private double train(Block network, TrainingSteps steps) throws InterruptedException {
        try (BatchSource batches = inputs.epochs().open(epoch, sums.steps())) {
            Throughput throughput = new Throughput(System.nanoTime());
            for (TrainingBatch batch = batches.next(); batch != null; batch = batches.next()) {
                int step = sums.steps() + 1;
                sums = steps.take(sums, mixup.mix(batch, epoch, step), stepsTaken(), randomSeed(step));
                double speed = throughput.add(batch.size(), System.nanoTime());
                listener.onStep(epoch, sums.steps(), inputs.batches(), sums.lastLoss(), speed);
                boolean leave = listener.cancelled();
                if (leave || sums.steps() % resumePoint.stepsBetweenSaves() == 0) {
                    save(network, steps);
                }
                if (leave) {
                    throw new RunCancelledException();
                }
                if (listener.finishEarly()) {
                    break;
                }
            }
            if (sums.steps() == 0) {
                throw new IllegalStateException("Epoch " + epoch + " has no batches; at least 1 is needed");
            }
            return throughput.overall();
        }
    }

    private void reestimate(TrainingSteps steps) throws InterruptedException {
        listener.onStage("estimating batch normalisation statistics");
        try (BatchSource batches = inputs.epochs().open(epoch, 0)) {
            steps.reestimateStatistics(batches, randomSeed(0));
        }
        if (listener.cancelled()) {
            throw new RunCancelledException();
        }
    }

    private void validate(Block network, LearningRateSchedule schedule, EpochTimes times) {
        listener.onStage("validating");
        EpochFigures figures;
        try (NoGradient off = new NoGradient()) {
            figures = inputs.validation().validate(network);
        }
        if (!Double.isFinite(figures.loss())) {
            throw new DivergedException("the validation loss", figures.loss(), sums.learningRate());
        }
        schedule.onValidation(figures.loss());
        boolean isBest = best.offer(epoch, figures, network);
        EpochMetrics metrics = new EpochMetrics(
                epoch,
                sums.learningRate(),
                sums.meanLoss(),
                sums.accuracy(),
                figures.loss(),
                figures.accuracy(),
                figures.balancedAccuracy(),
                figures.recall(),
                times.imagesPerSecond(),
                (System.nanoTime() - times.start()) / 1e9,
                isBest);
        history.add(metrics);
        listener.onEpoch(metrics);
    }

    private void save(Block network, TrainingSteps steps) {
        TrainingProgress progress = new TrainingProgress(
                inputs.hash(), epoch, sums, steps.schedule().state(), history, best.epoch(), best.figures(), seconds());
        resumePoint.save(new TrainingState(progress, WeightsCodec.encode(network), steps.encode(), best.weights()));
    }

    private void restore(Block network, TrainingSteps steps) throws InterruptedException {
        TrainingState state = resumePoint
                .last()
                .filter(last -> last.progress().data().equals(inputs.hash()))
                .orElse(null);
        if (state == null) {
            return;
        }
        TrainingProgress progress = state.progress();
        epoch = progress.epoch();
        sums = progress.sums();
        secondsBefore = progress.seconds();
        history.addAll(progress.history());
        best.resume(progress.bestEpoch(), progress.best(), state.best());
        WeightsCodec.load(state.network(), network);
        steps.resume(state.steps(), progress.schedule(), stepsTaken());
        listener.onResume(epoch, sums.steps());
    }

    /** Over the whole run. */
    private long stepsTaken() {
        return (epoch - 1L) * inputs.batches() + sums.steps();
    }

    private int randomSeed(int step) {
        return randomSeed(config.seed(), epoch, step);
    }

    /** Of what is random within the network at a step. */
    static int randomSeed(long seed, int epoch, int step) {
        return (int) SplitMix64.of(seed, epoch, step).nextLong();
    }
}
