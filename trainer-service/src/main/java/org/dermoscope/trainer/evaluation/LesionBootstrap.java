package org.dermoscope.trainer.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.dermoscope.taxonomy.LesionClass;

/**
 * Percentile intervals by resampling lesions, not images: the images of one lesion resemble each other, so a lesion's
 * images are drawn or left out together (the cluster bootstrap; B. Efron, R. J. Tibshirani, "An Introduction to the
 * Bootstrap", 1993, chapters 8 and 13). Immutable after construction, which draws all resamples.
 */
final class LesionBootstrap {
    private static final int CELLS = LesionClass.COUNT * LesionClass.COUNT;
    private static final double ALPHA = 0.05;

    private final List<ConfusionMatrix> resamples;

    /** @param predictions at least one */
    LesionBootstrap(List<LabelledPrediction> predictions, BootstrapSpec spec) {
        int[][] lesions = cellsByLesion(predictions);
        // java.util.Random is specified to the bit, so a seed means the same on every runtime.
        Random random = new Random(spec.seed());
        resamples = IntStream.range(0, spec.resamples())
                .mapToObj(i -> resample(lesions, random))
                .toList();
    }

    /**
     * The figure with the 2.5 % and 97.5 % percentiles of its values over the resamples in which it is defined. A
     * figure that no resample defines gets 0..1: nothing is known of it.
     */
    Estimate estimate(double value, Function<ConfusionMatrix, OptionalDouble> figure) {
        double[] values = resamples.stream()
                .map(figure)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .sorted()
                .toArray();
        return values.length == 0
                ? new Estimate(value, 0, 1)
                : new Estimate(value, percentile(values, ALPHA / 2), percentile(values, 1 - ALPHA / 2));
    }

    /** Linear between the two nearest ranks (type 7 of Hyndman and Fan, 1996), as numpy computes it. */
    static double percentile(double[] sorted, double share) {
        double rank = share * (sorted.length - 1);
        int below = (int) Math.floor(rank);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }

    private static int[][] cellsByLesion(List<LabelledPrediction> predictions) {
        Map<String, IntStream.Builder> byLesion = new LinkedHashMap<>();
        for (LabelledPrediction p : predictions) {
            byLesion.computeIfAbsent(p.lesionId(), id -> IntStream.builder())
                    .add(ConfusionMatrix.cell(p.label(), p.prediction().top()));
        }
        return byLesion.values().stream().map(cells -> cells.build().toArray()).toArray(int[][]::new);
    }

    private static ConfusionMatrix resample(int[][] lesions, Random random) {
        int[] counts = new int[CELLS];
        for (int i = 0; i < lesions.length; i++) {
            Arrays.stream(lesions[random.nextInt(lesions.length)]).forEach(cell -> counts[cell]++);
        }
        return ConfusionMatrix.ofCells(counts);
    }
}
