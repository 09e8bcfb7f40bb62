package org.dermoscope.trainer.epoch;

/**
 * The training half of an epoch.
 *
 * @param learningRate of the last step
 * @param loss mean over the steps
 * @param accuracy over the images, 0..1
 */
record EpochSummary(int epoch, double learningRate, double loss, double accuracy, double imagesPerSecond) {}
