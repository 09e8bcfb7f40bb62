package org.dermoscope.quality;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells images that are unlike the training images by what a network makes of them. Fitted where the network is trained;
 * thread-safe.
 *
 * @param score of the two that which separated better
 * @param clusters of the training part
 * @param threshold on the score; an image above it is an outlier
 * @param separation by score: area under the ROC curve, 0..1, between images of the validation part and pictures of
 *     other things, on which the score was chosen
 */
public record OutlierDetector(
        OutlierScore score, ClassClusters clusters, double threshold, Map<OutlierScore, Double> separation) {
    /** Of the validation part, this share counts as outliers. */
    public static final double VALIDATION_SHARE = 0.01;

    public OutlierDetector {
        separation = Map.copyOf(separation);
    }

    /**
     * @param validation logits of images like those to be expected, {@code float[7]} each, before temperature
     * @param others logits of pictures of other things; neither list is empty
     */
    public static OutlierDetector fit(ClassClusters clusters, List<float[]> validation, List<float[]> others) {
        Map<OutlierScore, Double> separation = new EnumMap<>(OutlierScore.class);
        OutlierScore best = OutlierScore.ENERGY;
        double largest = -1;
        for (OutlierScore score : OutlierScore.values()) {
            double area = area(scores(score, clusters, validation), scores(score, clusters, others));
            separation.put(score, area);
            best = area > largest ? score : best;
            largest = Math.max(largest, area);
        }
        double[] inliers = scores(best, clusters, validation);
        int kept = (int) Math.ceil((1 - VALIDATION_SHARE) * inliers.length);
        return new OutlierDetector(best, clusters, inliers[Math.max(0, kept - 1)], separation);
    }

    /** @param logits {@code float[7]}, before temperature */
    public Optional<Abstention> check(float[] logits) {
        double value = score.of(logits, clusters);
        return value > threshold
                ? Optional.of(new Abstention(AbstentionReason.OUT_OF_DISTRIBUTION, value, threshold))
                : Optional.empty();
    }

    /** Ascending. */
    private static double[] scores(OutlierScore score, ClassClusters clusters, List<float[]> images) {
        return images.stream()
                .mapToDouble(logits -> score.of(logits, clusters))
                .sorted()
                .toArray();
    }

    /** The probability that an outlier's score is above an inlier's, ties counting half; both ascending. */
    private static double area(double[] inliers, double[] outliers) {
        double below = 0;
        for (double outlier : outliers) {
            int at = Arrays.binarySearch(inliers, outlier);
            below += at < 0 ? -at - 1 : at + 0.5;
        }
        return below / ((double) inliers.length * outliers.length);
    }
}
