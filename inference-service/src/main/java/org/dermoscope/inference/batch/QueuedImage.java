package org.dermoscope.inference.batch;

import org.dermoscope.imaging.RgbImage;

/**
 * One image on its way into a pass.
 *
 * @param index its position in its turn, from 0
 * @param since {@link System#nanoTime()} when it was offered
 */
record QueuedImage(Turn turn, int index, RgbImage image, long since) {}
