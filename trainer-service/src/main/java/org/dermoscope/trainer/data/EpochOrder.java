package org.dermoscope.trainer.data;

/**
 * The images of an epoch in their order. Treat the arrays as immutable.
 *
 * @param epoch from 1
 * @param images positions in the training part
 * @param showings for each, how often the same image came before in this epoch
 */
record EpochOrder(int epoch, int[] images, int[] showings) {
    /** @param available images of the training part */
    static EpochOrder of(int epoch, int[] images, int available) {
        int[] seen = new int[available];
        int[] showings = new int[images.length];
        for (int i = 0; i < images.length; i++) {
            showings[i] = seen[images[i]]++;
        }
        return new EpochOrder(epoch, images, showings);
    }

    /** What decides the change of the image at a place in the order; an image shown again is changed otherwise. */
    SplitMix64 random(long seed, long imageKey, int place) {
        return showings[place] == 0
                ? SplitMix64.of(seed, epoch, imageKey)
                : SplitMix64.of(seed, epoch, imageKey, showings[place]);
    }
}
