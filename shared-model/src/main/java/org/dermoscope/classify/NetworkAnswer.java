package org.dermoscope.classify;

import org.dermoscope.quality.NetworkView;
import org.jspecify.annotations.Nullable;

/**
 * All that a network says of an image.
 *
 * @param logits {@code float[7]} in class-index order, before temperature and softmax; treat as immutable
 * @param residual of its features, see {@link org.dermoscope.quality.FeatureSpace#residual}; not a number unless the
 *     checkpoint tells outliers by it
 * @param evidence null if it was not asked for
 */
public record NetworkAnswer(
        Prediction prediction,
        float[] logits,
        double residual,
        @Nullable Evidence evidence) {
    /** Of a network whose features are not looked at. */
    public NetworkAnswer(Prediction prediction, float[] logits, @Nullable Evidence evidence) {
        this(prediction, logits, Double.NaN, evidence);
    }

    /** What outliers are told by. */
    public NetworkView view() {
        return new NetworkView(logits, residual);
    }
}
