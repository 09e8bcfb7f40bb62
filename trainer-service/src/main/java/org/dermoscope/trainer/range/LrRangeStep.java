package org.dermoscope.trainer.range;

/**
 * @param step from 1
 * @param loss of the batch before the step, weighted as trained
 * @param smoothedLoss see {@link LossCurve}
 */
public record LrRangeStep(int step, double learningRate, double loss, double smoothedLoss) {}
