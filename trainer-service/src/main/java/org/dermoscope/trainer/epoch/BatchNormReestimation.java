package org.dermoscope.trainer.epoch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.dermoscope.architecture.NoGradient;
import org.dermoscope.trainer.data.BatchSource;
import org.dermoscope.trainer.data.TrainingBatch;

/**
 * Replaces the running statistics of batch normalisation by their mean over training batches: of each batch's own mean
 * and variance, with the weights fixed, which is what the running statistics tend to.
 *
 * <p>Running statistics start at mean 0 and variance 1; with momentum 0.99 a tenth of that start is still in them after
 * 230 steps, so after a short run a network would be validated and published with statistics that its layers never had.
 * Later they lag behind the weights: on the synthetic sample, four epochs at momentum 0.9, the last validation loss was
 * 0.81 and 4.36 with them. So they are estimated anew before every validation. From too few images they are noise of
 * their own: a mean over n images is off by about 1/sqrt(n) of its standard deviation, 6 % for 256 and 2 % for
 * {@value #IMAGES}; with 256, the validation accuracy of a network whose weights hardly moved any more went up and down
 * by two points from epoch to epoch.
 */
final class BatchNormReestimation {
    /** Read at most, but for the rest of a batch. */
    static final int IMAGES = 2048;

    private final List<Parameter> statistics;
    private final float momentum;

    /** @param momentum of the network's batch normalisation, below 1 */
    BatchNormReestimation(Block network, double momentum) {
        statistics = network.getParameters().values().stream()
                .filter(p -> p.getType() == Parameter.Type.RUNNING_MEAN || p.getType() == Parameter.Type.RUNNING_VAR)
                .toList();
        this.momentum = (float) momentum;
    }

    /**
     * @param batches read up to {@link #IMAGES} images, closed by the caller
     * @param randomSeed of the first batch, counting up
     */
    void run(NetworkTrainer trainer, BatchSource batches, int randomSeed) throws InterruptedException {
        List<double[]> sums = new ArrayList<>();
        statistics.forEach(p -> sums.add(new double[Math.toIntExact(p.getShape().size())]));
        int count = 0;
        int images = 0;
        TrainingBatch batch = batches.next();
        while (batch != null && images < IMAGES) {
            for (int i = 0; i < statistics.size(); i++) {
                overwrite(i, new float[sums.get(i).length]);
            }
            trainer.observe(batch, randomSeed + count);
            for (int i = 0; i < statistics.size(); i++) {
                add(statistics.get(i).getArray().toFloatArray(), sums.get(i));
            }
            count++;
            images += batch.size();
            batch = batches.next();
        }
        for (int i = 0; i < statistics.size(); i++) {
            overwrite(i, mean(sums.get(i), count));
        }
    }

    /** From zero, one pass leaves {@code (1 - momentum)} times the batch's statistic. */
    private void add(float[] running, double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += running[i] / (1f - momentum);
        }
    }

    private void overwrite(int index, float[] values) {
        NDArray target = statistics.get(index).getArray();
        try (NoGradient off = new NoGradient();
                NDManager scope = target.getManager().newSubManager()) {
            scope.create(values, target.getShape()).copyTo(target);
        }
    }

    private static float[] mean(double[] sums, int count) {
        float[] mean = new float[sums.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sums[i] / count);
        }
        return mean;
    }
}
