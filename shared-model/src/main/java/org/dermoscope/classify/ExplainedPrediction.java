package org.dermoscope.classify;

/**
 * A classification with its reasons.
 *
 * @param logits {@code float[7]} in class-index order, before temperature and softmax; treat as immutable
 */
public record ExplainedPrediction(Prediction prediction, float[] logits, Evidence evidence) {}
