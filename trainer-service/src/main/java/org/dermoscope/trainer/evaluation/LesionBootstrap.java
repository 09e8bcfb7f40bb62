package org.dermoscope.trainer.evaluation;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
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
    private static final double ALPHA = 0.05;

    private final int[] cells;
    /** {@code int[resamples][images]}: how often each image was drawn. */
    private final int[][] draws;

    private final List<ConfusionMatrix> matrices;

    /** @param predictions at least one */
    LesionBootstrap(List<LabelledPrediction> predictions, BootstrapSpec spec) {
        cells = predictions.stream()
                .mapToInt(p -> ConfusionMatrix.cell(p.label(), p.prediction().top()))
                .toArray();
        Collection<int[][]> strata = lesionsByDiagnosis(predictions);
        // java.util.Random is specified to the bit, so a seed means the same on every runtime.
        Random random = new Random(spec.seed());
        draws = new int[spec.resamples()][];
        for (int i = 0; i < draws.length; i++) {
            draws[i] = draw(strata, predictions.size(), random);
        }
        matrices = Arrays.stream(draws).map(this::matrix).toList();
    }

    /**
     * The figure with the 2.5 % and 97.5 % percentiles of its values over the resamples.
     *
     * @param figure of a matrix; defined wherever it is for the matrix of all predictions, as every class keeps its
     *     lesions in every resample
     */
    Estimate estimate(double value, Function<ConfusionMatrix, OptionalDouble> figure) {
        return estimate(
                value, matrices.stream().mapToDouble(m -> figure.apply(m).orElseThrow()));
    }

    /**
     * The same for a figure that more than the matrix decides.
     *
     * @param figure of how often each image was drawn, {@code int[images]} in the order of the predictions, 0..1
     */
    Estimate estimateOfDraws(double value, ToDoubleFunction<int[]> figure) {
        return estimate(value, Arrays.stream(draws).mapToDouble(figure));
    }

    private static Estimate estimate(double value, DoubleStream resampled) {
        double[] values = resampled.sorted().toArray();
        return new Estimate(value, percentile(values, ALPHA / 2), percentile(values, 1 - ALPHA / 2));
    }

    /** Linear between the two nearest ranks (type 7 of Hyndman and Fan, 1996), as numpy computes it. */
    static double percentile(double[] sorted, double share) {
        double rank = share * (sorted.length - 1);
        int below = (int) Math.floor(rank);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }

    /** For each diagnosis its lesions, each as the positions of its images. */
    private static Collection<int[][]> lesionsByDiagnosis(List<LabelledPrediction> predictions) {
        Map<LesionClass, Map<String, IntStream.Builder>> strata = new EnumMap<>(LesionClass.class);
        for (int i = 0; i < predictions.size(); i++) {
            LabelledPrediction p = predictions.get(i);
            strata.computeIfAbsent(p.label(), label -> new LinkedHashMap<>())
                    .computeIfAbsent(p.lesionId(), id -> IntStream.builder())
                    .add(i);
        }
        return strata.values().stream()
                .map(lesions -> lesions.values().stream()
                        .map(images -> images.build().toArray())
                        .toArray(int[][]::new))
                .toList();
    }

    private static int[] draw(Collection<int[][]> strata, int images, Random random) {
        int[] drawn = new int[images];
        for (int[][] lesions : strata) {
            for (int i = 0; i < lesions.length; i++) {
                for (int image : lesions[random.nextInt(lesions.length)]) {
                    drawn[image]++;
                }
            }
        }
        return drawn;
    }

    private ConfusionMatrix matrix(int[] drawn) {
        int[] counts = new int[LesionClass.COUNT * LesionClass.COUNT];
        for (int i = 0; i < drawn.length; i++) {
            counts[cells[i]] += drawn[i];
        }
        return ConfusionMatrix.ofCells(counts);
    }
}
