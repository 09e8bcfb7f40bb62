package org.dermoscope.trainer.run;

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
 * Replaces the running statistics of batch normalisation by their mean over training batches.
 *
 * <p>Running statistics start at mean 0 and variance 1, and with momentum 0.99 a tenth of that start is still in them
 * after 230 steps, and what the weights were long ago besides: a network of a short run would be validated and published
 * with statistics that its layers never had. So until the start's share, {@code momentum^steps}, is below about e^-5
 * (500 steps at 0.99, 50 at 0.9), they are estimated anew before each validation: the mean over batches of each batch's
 * own mean and variance, with the weights fixed, which is what the running statistics tend to.
 */
final class BatchNormReestimation {
    /** More images change the estimate by less than the training does in one step. */
    static final int IMAGES = 256;

    private final List<Parameter> statistics;
    private final float momentum;

    /** @param momentum of the network's batch normalisation, below 1 */
    BatchNormReestimation(Block network, double momentum) {
        statistics = network.getParameters().values().stream()
                .filter(p -> p.getType() == Parameter.Type.RUNNING_MEAN || p.getType() == Parameter.Type.RUNNING_VAR)
                .toList();
        this.momentum = (float) momentum;
    }

    /** @param steps of the optimizer so far */
    boolean due(long steps) {
        return steps < 5 / (1 - momentum);
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
