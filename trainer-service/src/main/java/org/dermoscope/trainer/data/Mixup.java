package org.dermoscope.trainer.data;

import org.dermoscope.architecture.InputSize;
import org.dermoscope.architecture.MixupSpec;

/**
 * Mixes the images of a batch in pairs, first with last and so on: {@code x = s x_1 + (1 - s) x_2}, with one share s a
 * batch as in Zhang et al. (2018), whose batches are in random order too. As each image of a pair is mixed with the
 * other, a share and what it leaves of 1 give the same batch in another order; s is the larger of both. The image in the
 * middle of an odd batch stays as it is. Not thread-safe: every mixed batch is in the same memory.
 */
public final class Mixup {
    private static final long SHARES = SplitMix64.hash("mixup");

    private final double alpha;
    private final long seed;
    private final int inputLength;
    private float[] inputs = {};
    private int[] otherLabels = {};

    /** @param input size of the images */
    public Mixup(MixupSpec spec, long seed, InputSize input) {
        alpha = spec.alpha();
        this.seed = seed;
        inputLength = 3 * input.height() * input.width();
    }

    /**
     * The batch mixed, valid until the next call; the batch itself where mixing is off. It is left unchanged.
     *
     * @param epoch from 1; the share follows from the seed, the epoch and the step
     */
    public TrainingBatch mix(TrainingBatch batch, int epoch, int step) {
        return alpha == 0 ? batch : mix(batch, share(SplitMix64.of(seed, SHARES, epoch, step)));
    }

    /** @param share of each image in its place, 0..1 */
    TrainingBatch mix(TrainingBatch batch, double share) {
        if (otherLabels.length < batch.size()) {
            inputs = new float[batch.size() * inputLength];
            otherLabels = new int[batch.size()];
        }
        for (int i = 0; i < batch.size(); i++) {
            int other = batch.size() - 1 - i;
            otherLabels[i] = batch.labels()[other];
            blend(batch.inputs(), i, other, (float) share);
        }
        return new TrainingBatch(inputs, batch.labels(), batch.size(), otherLabels, share);
    }

    private void blend(float[] source, int image, int other, float share) {
        int at = image * inputLength;
        int from = other * inputLength;
        for (int j = 0; j < inputLength; j++) {
            inputs[at + j] = share * source[at + j] + (1 - share) * source[from + j];
        }
    }

    /** The larger of a draw from Beta(alpha, alpha) and what it leaves of 1; by Jöhnk's method (1964). */
    private double share(SplitMix64 random) {
        while (true) {
            double x = StrictMath.log(1 - random.nextDouble()) / alpha;
            double y = StrictMath.log(1 - random.nextDouble()) / alpha;
            if (StrictMath.exp(x) + StrictMath.exp(y) <= 1) {
                // e^max / (e^x + e^y), without underflow where alpha is small
                return 1 / (1 + StrictMath.exp(-Math.abs(x - y)));
            }
        }
    }
}
