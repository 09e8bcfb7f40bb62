package org.dermoscope.trainer.evaluation;

import java.util.Collection;
import java.util.EnumMap;
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
 * Bootstrap", 1993, chapters 8 and 13). Lesions are drawn within their diagnosis, as many as there are, because the
 * parts are stratified by diagnosis too: else a rare class would now and then be left out altogether, and a mean over
 * classes would become one over fewer and easier classes. Immutable after construction, which draws all resamples.
 */
final class LesionBootstrap {
    private static final int CELLS = LesionClass.COUNT * LesionClass.COUNT;
    private static final double ALPHA = 0.05;

    private final List<ConfusionMatrix> resamples;

    /** @param predictions at least one */
    LesionBootstrap(List<LabelledPrediction> predictions, BootstrapSpec spec) {
        Collection<int[][]> strata = lesionsByDiagnosis(predictions);
        // java.util.Random is specified to the bit, so a seed means the same on every runtime.
        Random random = new Random(spec.seed());
        resamples = IntStream.range(0, spec.resamples())
                .mapToObj(i -> resample(strata, random))
                .toList();
    }

    /**
     * The figure with the 2.5 % and 97.5 % percentiles of its values over the resamples.
     *
     * @param figure of a matrix; defined wherever it is for the matrix of all predictions, as every class keeps its
     *     lesions in every resample
     */
    Estimate estimate(double value, Function<ConfusionMatrix, OptionalDouble> figure) {
        double[] values = resamples.stream()
                .mapToDouble(m -> figure.apply(m).orElseThrow())
                .sorted()
                .toArray();
        return new Estimate(value, percentile(values, ALPHA / 2), percentile(values, 1 - ALPHA / 2));
    }

    /** Linear between the two nearest ranks (type 7 of Hyndman and Fan, 1996), as numpy computes it. */
    static double percentile(double[] sorted, double share) {
        double rank = share * (sorted.length - 1);
        int below = (int) Math.floor(rank);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }

    /** For each diagnosis its lesions, each as the matrix cells of its images. */
    private static Collection<int[][]> lesionsByDiagnosis(List<LabelledPrediction> predictions) {
        Map<LesionClass, Map<String, IntStream.Builder>> strata = new EnumMap<>(LesionClass.class);
        for (LabelledPrediction p : predictions) {
            strata.computeIfAbsent(p.label(), label -> new LinkedHashMap<>())
                    .computeIfAbsent(p.lesionId(), id -> IntStream.builder())
                    .add(ConfusionMatrix.cell(p.label(), p.prediction().top()));
        }
        return strata.values().stream()
                .map(lesions -> lesions.values().stream()
                        .map(cells -> cells.build().toArray())
                        .toArray(int[][]::new))
                .toList();
    }

    private static ConfusionMatrix resample(Collection<int[][]> strata, Random random) {
        int[] counts = new int[CELLS];
        for (int[][] lesions : strata) {
            for (int i = 0; i < lesions.length; i++) {
                for (int cell : lesions[random.nextInt(lesions.length)]) {
                    counts[cell]++;
                }
            }
        }
        return ConfusionMatrix.ofCells(counts);
    }
}
