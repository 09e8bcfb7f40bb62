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
 * @param score of all that which separated better
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
     * @param validation images like those to be expected
     * @param others pictures of other things; neither list is empty, and of all or of none the features were looked at
     */
    public static OutlierDetector fit(ClassClusters clusters, List<NetworkView> validation, List<NetworkView> others) {
        Map<OutlierScore, Double> separation = new EnumMap<>(OutlierScore.class);
        OutlierScore best = OutlierScore.ENERGY;
        double largest = -1;
        boolean looked = !Double.isNaN(validation.get(0).residual());
        for (OutlierScore score : OutlierScore.values()) {
            if (score == OutlierScore.RESIDUAL && !looked) {
                continue;
            }
            double area = area(scores(score, clusters, validation), scores(score, clusters, others));
            separation.put(score, area);
            best = area > largest ? score : best;
            largest = Math.max(largest, area);
        }
        double[] inliers = scores(best, clusters, validation);
        int kept = (int) Math.ceil((1 - VALIDATION_SHARE) * inliers.length);
        return new OutlierDetector(best, clusters, inliers[Math.max(0, kept - 1)], separation);
    }

    /** @throws IllegalStateException if the score needs features and these were not looked at */
    public Optional<Abstention> check(NetworkView view) {
        double value = score.of(view, clusters);
        return value > threshold
                ? Optional.of(new Abstention(AbstentionReason.OUT_OF_DISTRIBUTION, value, threshold))
                : Optional.empty();
    }

    /** Ascending. */
    private static double[] scores(OutlierScore score, ClassClusters clusters, List<NetworkView> images) {
        return images.stream()
                .mapToDouble(view -> score.of(view, clusters))
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
