package org.dermoscope.trainer.epoch;

import ai.djl.nn.Block;
import org.dermoscope.trainer.data.BatchSource;
import org.dermoscope.trainer.data.Mixup;
import org.dermoscope.trainer.data.TrainingBatch;
import org.dermoscope.trainer.range.LossCurve;
import org.dermoscope.trainer.range.LrRangeResult;
import org.dermoscope.trainer.range.LrRangeSpec;
import org.dermoscope.trainer.run.RunCancelledException;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.trainer.run.RunListener;
import org.jspecify.annotations.Nullable;

/**
 * Takes the steps of a training at a rate that rises from step to step, see {@link LossCurve}. The batches are those of
 * the training's first epochs, as many as are needed; the listener hears of one epoch with all steps. For one test, under
 * the same conditions as an {@link EpochLoop}.
 */
public final class LrRangeLoop {
    private final RunConfig config;
    private final LrRangeSpec spec;
    private final TrainingInputs inputs;
    private final RunListener listener;
    private final Mixup mixup;
    private final LossCurve curve = new LossCurve();
    private final Throughput throughput = new Throughput(System.nanoTime());

    public LrRangeLoop(RunConfig config, LrRangeSpec spec, TrainingInputs inputs, RunListener listener) {
        this.config = config;
        this.spec = spec;
        this.inputs = inputs;
        this.listener = listener;
        mixup = new Mixup(config.mixup(), config.seed(), inputs.input());
    }

    /**
     * @param network initialised; afterwards its weights are of no use
     * @throws RunCancelledException after the step in which the listener asked for an end of either kind
     * @throws DivergedException if not even the first loss is finite
     * @throws InterruptedException if the thread is interrupted while it waits for a batch
     */
    public LrRangeResult run(Block network) throws InterruptedException {
        try (NetworkTrainer trainer =
                new NetworkTrainer(network, inputs.input(), config.optimizer(), inputs.objective())) {
            LrRangeResult.End end = null;
            for (int epoch = 1; end == null; epoch++) {
                end = pass(trainer, epoch);
            }
            return LrRangeResult.of(spec, end, curve);
        }
    }

    /** Null where the epoch's batches did not bring the end. */
    private LrRangeResult.@Nullable End pass(NetworkTrainer trainer, int epoch) throws InterruptedException {
        try (BatchSource batches = inputs.epochs().open(epoch, 0)) {
            int step = 0;
            for (TrainingBatch batch = batches.next(); batch != null; batch = batches.next()) {
                step++;
                LrRangeResult.End end = step(trainer, mixup.mix(batch, epoch, step), epoch);
                if (listener.cancelled() || listener.finishEarly()) {
                    throw new RunCancelledException();
                }
                if (end != null) {
                    return end;
                }
            }
            if (step == 0) {
                throw new IllegalStateException("Epoch " + epoch + " has no batches; at least 1 is needed");
            }
            return null;
        }
    }

    private LrRangeResult.@Nullable End step(NetworkTrainer trainer, TrainingBatch batch, int epoch) {
        int step = curve.size() + 1;
        double rate = spec.rate(step);
        StepResult result;
        try {
            result = trainer.step(batch, rate, EpochLoop.randomSeed(config.seed(), epoch, step));
        } catch (DivergedException e) {
            if (step == 1) {
                throw e;
            }
            return LrRangeResult.End.LOSS_NOT_FINITE;
        }
        curve.add(rate, result.loss());
        listener.onStep(1, step, spec.steps(), result.loss(), throughput.add(batch.size(), System.nanoTime()));
        if (curve.rose()) {
            return LrRangeResult.End.LOSS_ROSE;
        }
        return step == spec.steps() ? LrRangeResult.End.ALL_STEPS : null;
    }
}
