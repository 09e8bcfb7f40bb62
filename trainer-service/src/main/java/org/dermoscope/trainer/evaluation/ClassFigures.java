package org.dermoscope.trainer.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * The figures of one class in one part.
 *
 * @param code of the class
 * @param support images of this diagnosis
 * @param predicted images classified as this, rightly or not
 * @param precision null when the class was never predicted; Wilson interval
 * @param recall null when the part has no image of the class; Wilson interval
 * @param f1 null when the part has no image of the class; bootstrap interval
 */
public record ClassFigures(
        String code,
        String name,
        int support,
        int predicted,
        @Nullable Estimate precision,
        @Nullable Estimate recall,
        @Nullable Estimate f1) {}
