package org.dermoscope.trainer.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.dermoscope.taxonomy.LesionClass;

/**
 * One diagnosis against all others: the probability of the diagnosis for each image, and whether the image has it.
 * Figures take how often each image counts, {@code int[images]} in the order of the predictions, so that they serve
 * resamples too. Immutable.
 */
final class BinaryScores {
    private final double[] scores;
    private final boolean[] positive;
    /** Positions by falling score. */
    private final int[] order;

    BinaryScores(LesionClass diagnosis, List<LabelledPrediction> predictions) {
        scores = predictions.stream()
                .mapToDouble(p -> p.prediction().probability(diagnosis))
                .toArray();
        positive = new boolean[scores.length];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = predictions.get(i).label() == diagnosis;
        }
        order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    int positives() {
        return (int)
                IntStream.range(0, positive.length).filter(i -> positive[i]).count();
    }

    int negatives() {
        return positive.length - positives();
    }

    /** Each image once. */
    int[] once() {
        int[] once = new int[scores.length];
        Arrays.fill(once, 1);
        return once;
    }

    /**
     * Area under the ROC curve: the probability that an image with the diagnosis scores above one without, ties counted
     * half (J. A. Hanley, B. J. McNeil, Radiology 143, 29-36, 1982). Needs images of both kinds.
     *
     * @return 0..1
     */
    double auc(int[] counts) {
        double wins = 0;
        long positivesAbove = 0;
        long negativesSeen = 0;
        for (int i = 0; i < order.length; ) {
            long tiedPositives = 0;
            long tiedNegatives = 0;
            double score = scores[order[i]];
            for (; i < order.length && scores[order[i]] == score; i++) {
                if (positive[order[i]]) {
                    tiedPositives += counts[order[i]];
                } else {
                    tiedNegatives += counts[order[i]];
                }
            }
            wins += tiedNegatives * (positivesAbove + tiedPositives / 2.0);
            positivesAbove += tiedPositives;
            negativesSeen += tiedNegatives;
        }
        return wins / positivesAbove / negativesSeen;
    }

    /** Share of the images with the diagnosis at or above the threshold. */
    double sensitivity(double threshold, int[] counts) {
        return share(true, threshold, counts);
    }

    /** Share of the images without the diagnosis below the threshold. */
    double specificity(double threshold, int[] counts) {
        return 1 - share(false, threshold, counts);
    }

    /**
     * The highest threshold at which the sensitivity is at least the target. Needs an image with the diagnosis.
     *
     * @param target above 0, at most 1
     */
    double threshold(double target) {
        double[] found = IntStream.of(order)
                .filter(i -> positive[i])
                .mapToDouble(i -> scores[i])
                .toArray();
        // The tolerance keeps 0.9 of 20 at 18, which 0.9 * 20 in binary may exceed.
        int needed = (int) Math.ceil(target * found.length - 1e-9);
        return found[Math.max(needed, 1) - 1];
    }

    /** The corners of the ROC curve, from (0, 0) to (1, 1). Needs images of both kinds. */
    List<RocCurve.Point> corners() {
        RocCorners corners = new RocCorners(positives(), negatives());
        for (int i = 0; i < order.length; ) {
            double score = scores[order[i]];
            for (; i < order.length && scores[order[i]] == score; i++) {
                corners.count(positive[order[i]]);
            }
            corners.end();
        }
        return corners.points();
    }

    private double share(boolean ofPositives, double threshold, int[] counts) {
        long above = 0;
        long all = 0;
        for (int i = 0; i < scores.length; i++) {
            if (positive[i] == ofPositives) {
                all += counts[i];
                above += scores[i] >= threshold ? counts[i] : 0;
            }
        }
        return (double) above / all;
    }
}
