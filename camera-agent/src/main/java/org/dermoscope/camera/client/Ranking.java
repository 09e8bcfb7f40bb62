package org.dermoscope.camera.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.wire.ClassScore;
import org.dermoscope.wire.PredictionAnswer;
import org.jspecify.annotations.Nullable;

/** All classes by probability, the most probable first; the lower index first among equals. */
public final class Ranking {
    private Ranking() {}

    public static List<ClassScore> of(PredictionAnswer answer) {
        return of(probabilities(answer));
    }

    /** @param probabilities {@code double[7]} in class-index order */
    static List<ClassScore> of(double[] probabilities) {
        List<ClassScore> scores = new ArrayList<>(LesionClass.COUNT);
        for (LesionClass lesionClass : LesionClass.all()) {
            scores.add(new ClassScore(
                    lesionClass.code(),
                    lesionClass.displayName(),
                    lesionClass.index(),
                    probabilities[lesionClass.index()]));
        }
        scores.sort(Comparator.comparingDouble((ClassScore score) -> -score.confidence()));
        return List.copyOf(scores);
    }

    /** {@code double[7]} in class-index order. */
    static double[] probabilities(PredictionAnswer answer) {
        double[] probabilities = new double[LesionClass.COUNT];
        for (LesionClass lesionClass : LesionClass.all()) {
            @Nullable Double probability = answer.allProbabilities().get(lesionClass.displayName());
            probabilities[lesionClass.index()] = probability == null ? 0 : probability;
        }
        return probabilities;
    }
}
