package org.dermoscope.trainer.data;

import org.dermoscope.architecture.InputSize;
import org.dermoscope.architecture.MixupSpec;

/**
 * Mixes the images of a batch in pairs, first with last and so on, as its specification says: blended,
 * {@code x = s x_1 + (1 - s) x_2}, or with a box of {@code 1 - s} of the area of {@code x_2} in the same place of {@code x_1}.
 * There is one share s a batch, as in Zhang et al. (2018), whose batches are in random order too. As each image of a pair is
 * mixed with the other, a share and what it leaves of 1 give the same batch in another order, or the same boxes in each
 * other's place; s is the larger of both. The image in the middle of an odd batch stays as it is. Not thread-safe: every mixed
 * batch is in the same memory.
 */
public final class Mixup {
    private static final long SHARES = SplitMix64.hash("mixup");

    private final MixupSpec spec;
    private final long seed;
    private final InputSize input;
    private final int inputLength;
    private float[] inputs = {};
    private int[] otherLabels = {};

    /** @param input size of the images */
    public Mixup(MixupSpec spec, long seed, InputSize input) {
        this.spec = spec;
        this.seed = seed;
        this.input = input;
        inputLength = 3 * input.height() * input.width();
    }

    /**
     * The batch mixed, valid until the next call; the batch itself where it is not to be mixed. It is left unchanged.
     *
     * @param epoch from 1; how it is mixed follows from the seed, the epoch and the step
     */
    public TrainingBatch mix(TrainingBatch batch, int epoch, int step) {
        SplitMix64 random = SplitMix64.of(seed, SHARES, epoch, step);
        if (spec.cutMix() > 0 && random.nextDouble() < spec.cutMix()) {
            return paste(batch, Box.draw(random, input));
        }
        return spec.alpha() > 0 ? blend(batch, share(random)) : batch;
    }

    /** @param share of each image in its place, 0..1 */
    TrainingBatch blend(TrainingBatch batch, double share) {
        reserve(batch);
        for (int i = 0; i < batch.size(); i++) {
            blend(batch.inputs(), i, batch.size() - 1 - i, (float) share);
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

    /** Each image with the box of the other in it. */
    TrainingBatch paste(TrainingBatch batch, Box box) {
        reserve(batch);
        System.arraycopy(batch.inputs(), 0, inputs, 0, batch.size() * inputLength);
        for (int i = 0; i < batch.size(); i++) {
            int other = batch.size() - 1 - i;
            for (int y = box.top(); y < box.top() + box.height(); y++) {
                int pixel = 3 * (y * input.width() + box.left());
                System.arraycopy(
                        batch.inputs(), other * inputLength + pixel, inputs, i * inputLength + pixel, 3 * box.width());
            }
        }
        double share = 1 - (double) box.height() * box.width() / (input.height() * input.width());
        return new TrainingBatch(inputs, batch.labels(), batch.size(), otherLabels, share);
    }

    private void reserve(TrainingBatch batch) {
        if (otherLabels.length < batch.size()) {
            inputs = new float[batch.size() * inputLength];
            otherLabels = new int[batch.size()];
        }
        for (int i = 0; i < batch.size(); i++) {
            otherLabels[i] = batch.labels()[batch.size() - 1 - i];
        }
    }

    /** The larger of a draw from Beta(alpha, alpha) and what it leaves of 1; by Jöhnk's method (1964). */
    private double share(SplitMix64 random) {
        while (true) {
            double x = StrictMath.log(1 - random.nextDouble()) / spec.alpha();
            double y = StrictMath.log(1 - random.nextDouble()) / spec.alpha();
            if (StrictMath.exp(x) + StrictMath.exp(y) <= 1) {
                // e^max / (e^x + e^y), without underflow where alpha is small
                return 1 / (1 + StrictMath.exp(-Math.abs(x - y)));
            }
        }
    }

    /** Part of an image, in pixels; up to half of its area. */
    record Box(int left, int top, int width, int height) {
        /** Of the image's proportions and anywhere in it, every area as likely. */
        static Box draw(SplitMix64 random, InputSize image) {
            double side = Math.sqrt(random.nextDouble() / 2);
            int width = (int) (side * image.width());
            int height = (int) (side * image.height());
            return new Box(
                    random.nextInt(image.width() - width + 1),
                    random.nextInt(image.height() - height + 1),
                    width,
                    height);
        }
    }
}
