package org.dermoscope.trainer.run;

/**
 * What the evaluation of a published checkpoint gives beside its figures.
 *
 * @param flips whether to report as well what the mean over an image's four flips would give; see {@link
 *     org.dermoscope.trainer.evaluation.FlippingClassifier}. It costs four passes an image, and what is served is the
 *     single pass.
 */
public record EvaluationSpec(boolean flips) {
    public static final EvaluationSpec DEFAULT = new EvaluationSpec(false);
}
