package org.dermoscope.classify;

import org.jspecify.annotations.Nullable;

/**
 * All that a network says of an image.
 *
 * @param logits {@code float[7]} in class-index order, before temperature and softmax; treat as immutable
 * @param evidence null if it was not asked for
 */
public record NetworkAnswer(
        Prediction prediction, float[] logits, @Nullable Evidence evidence) {}
