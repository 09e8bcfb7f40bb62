package org.dermoscope.quality;

import java.util.Map;
import java.util.Optional;

/**
 * When a checkpoint's answer should not be relied on, and what these rules do to images that they were not made from.
 *
 * @param testImages of the test part
 * @param testAbstained of these, how many the rules turn away
 * @param otherPictures that show no lesion: by kind, the share that the rules turn away, 0..1;
 *     none of these kinds took part in making the rules
 */
public record AbstentionRules(
        QualityLimits quality,
        OutlierDetector outliers,
        int testImages,
        int testAbstained,
        Map<String, Double> otherPictures) {
    public AbstentionRules {
        otherPictures = Map.copyOf(otherPictures);
    }

    /** The first reason to turn an image away; what can be seen without the network comes first. */
    public Optional<Abstention> check(ImageMeasures image, NetworkView view) {
        return quality.check(image).or(() -> outliers.check(view));
    }
}
