package org.dermoscope.trainer.run;

import org.jspecify.annotations.Nullable;

/**
 * How a checkpoint is evaluated, beside what every one is.
 *
 * @param flips whether to report as well what the mean over an image's four flips would give; see {@link
 *     org.dermoscope.trainer.evaluation.FlippingClassifier}. It costs four passes an image, and what is served is the
 *     single pass.
 * @param goldenImages with which a loader proves that it computes what the trainer computed
 */
public record EvaluationSpec(boolean flips, GoldenImages goldenImages) {
    public static final EvaluationSpec DEFAULT = new EvaluationSpec(false, GoldenImages.TEST);

    /** Written in lower case in JSON. */
    public enum GoldenImages {
        /** One image of each class from the test part. */
        TEST,
        /** One drawn picture of each class: for checkpoints that are to carry no image of the data set. */
        DRAWN
    }

    public EvaluationSpec(boolean flips, @Nullable GoldenImages goldenImages) {
        this.flips = flips;
        this.goldenImages = goldenImages == null ? GoldenImages.TEST : goldenImages;
    }
}
