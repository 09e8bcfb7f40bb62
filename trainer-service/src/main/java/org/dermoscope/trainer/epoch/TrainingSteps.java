package org.dermoscope.trainer.epoch;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dermoscope.architecture.LearningRateSchedule;
import org.dermoscope.checkpoint.WeightsCodec;
import org.dermoscope.trainer.data.BatchSource;
import org.dermoscope.trainer.data.TrainingBatch;
import org.dermoscope.trainer.run.RunConfig;

/** What makes up a step: optimizer, learning rate schedule, weight average. Owns their native memory. Not thread-safe. */
final class TrainingSteps implements AutoCloseable {
    private final NetworkTrainer trainer;
    private final LearningRateSchedule schedule;
    private final WeightAverage average;
    private final BatchNormReestimation reestimation;

    /** @param network initialised; stays the caller's */
    TrainingSteps(RunConfig config, TrainingInputs inputs, Block network) {
        trainer = new NetworkTrainer(
                network,
                inputs.input(),
                config.optimizer(),
                LayerRates.of(config.fineTuning(), inputs.batches()),
                inputs.objective());
        average = new WeightAverage(config.weightAverage(), network);
        schedule = LearningRateSchedule.of(
                config.schedule(), config.optimizer().learningRate(), inputs.batches(), config.epochs());
        reestimation = new BatchNormReestimation(network, config.batchNormMomentum());
    }

    /**
     * Adds a step to an epoch's.
     *
     * @param iteration over the whole run, from 0
     * @param randomSeed of what is random within the network
     */
    EpochSums take(EpochSums sums, TrainingBatch batch, long iteration, int randomSeed) {
        double rate = schedule.rate(iteration);
        StepResult result = trainer.step(batch, rate, randomSeed);
        average.update(iteration + 1);
        return sums.plus(result, batch.size(), rate);
    }

    /** Puts the averaged weights, where there are any, in the network's place until closed. */
    WeightAverage.InUse useAverage() {
        return average.use();
    }

    /** See {@link BatchNormReestimation#run}. */
    void reestimateStatistics(BatchSource batches, int randomSeed) throws InterruptedException {
        reestimation.run(trainer, batches, randomSeed);
    }

    LearningRateSchedule schedule() {
        return schedule;
    }

    /** The tensors of optimizer and average, for {@link #resume}. */
    byte[] encode() {
        return WeightsCodec.encode(tensors());
    }

    /**
     * Goes on from what was encoded.
     *
     * @param steps taken until then
     * @throws org.dermoscope.checkpoint.CheckpointRejectedException if it is another optimizer's
     */
    void resume(byte[] encoded, Map<String, Double> scheduleState, long steps) {
        WeightsCodec.load(encoded, tensors());
        trainer.resume(steps);
        schedule.restore(scheduleState);
    }

    private Map<String, NDArray> tensors() {
        Map<String, NDArray> tensors = new LinkedHashMap<>(trainer.state());
        average.state().forEach((name, array) -> tensors.put("average." + name, array));
        return tensors;
    }

    @Override
    public void close() {
        average.close();
        trainer.close();
    }
}
