package org.dermoscope.trainer.epoch;

/**
 * @param loss of the batch before the step, weighted as trained, without the L2 penalty
 * @param correct images of the batch whose highest output was their label's
 */
public record StepResult(double loss, int correct) {}
