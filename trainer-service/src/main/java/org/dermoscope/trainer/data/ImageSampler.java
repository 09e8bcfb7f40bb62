package org.dermoscope.trainer.data;

import org.dermoscope.architecture.ImbalanceSpec;

/** Which training images an epoch shows, and in what order. A function of the epoch; immutable and thread-safe. */
public interface ImageSampler {
    /**
     * Positions in the training part, as many as it has images; an image may come several times or not at all.
     *
     * @param epoch from 1
     */
    int[] images(int epoch);

    /**
     * As the specification says.
     *
     * @param labels class indices of the training part, in its order
     */
    static ImageSampler of(ImbalanceSpec spec, int[] labels, long seed) {
        return spec.kind() == ImbalanceSpec.Kind.BALANCED_SAMPLER
                ? new BalancedSampler(labels, spec.power(), seed)
                : shuffled(labels.length, seed);
    }

    /** Each of so many images once. */
    static ImageSampler shuffled(int images, long seed) {
        return epoch -> {
            int[] order = new int[images];
            for (int i = 0; i < order.length; i++) {
                order[i] = i;
            }
            SplitMix64.of(seed, epoch).shuffle(order);
            return order;
        };
    }
}
