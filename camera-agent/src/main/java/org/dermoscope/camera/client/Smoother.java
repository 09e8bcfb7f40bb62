package org.dermoscope.camera.client;

import java.awt.Rectangle;
import java.util.List;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.wire.ClassScore;
import org.jspecify.annotations.Nullable;

/**
 * Exponential smoothing of the probabilities: {@code p = w·new + (1 − w)·p}. Begins again with another model or another
 * region, whose answers say nothing of each other. For one thread.
 */
final class Smoother {
    private final double weight;
    private double @Nullable [] state;
    private String model = "";
    private Rectangle region = new Rectangle();

    /** @param weight of the newest answer, above 0 and at most 1 */
    Smoother(double weight) {
        if (!(weight > 0 && weight <= 1)) {
            throw new IllegalArgumentException("The smoothing weight " + weight + " is not allowed: above 0 to 1");
        }
        this.weight = weight;
    }

    List<ClassScore> add(TimedAnswer answer) {
        double[] next = Ranking.probabilities(answer.answer());
        double @Nullable [] last = state;
        if (last != null && model.equals(answer.answer().model()) && region.equals(answer.region())) {
            for (int i = 0; i < LesionClass.COUNT; i++) {
                next[i] = weight * next[i] + (1 - weight) * last[i];
            }
        }
        state = next;
        model = answer.answer().model();
        region = answer.region();
        return Ranking.of(next);
    }
}
