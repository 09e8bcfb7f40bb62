package org.dermoscope.quality;

import java.util.Map;
import java.util.Optional;
import org.dermoscope.imaging.RgbImage;
import org.jspecify.annotations.Nullable;

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

    /**
     * What a checkpoint's rules say of an image: the reason to turn it away, null if there is none.
     *
     * @param rules null if the checkpoint has none
     * @param smallestSide of the image as it came, in pixels
     * @param input the image at the network's input size
     */
    public static @Nullable Abstention judge(
            @Nullable AbstentionRules rules, int smallestSide, RgbImage input, NetworkView view) {
        return rules == null
                ? null
                : rules.check(ImageMeasures.of(smallestSide, input), view).orElse(null);
    }

    /** The first reason to turn an image away; what can be seen without the network comes first. */
    public Optional<Abstention> check(ImageMeasures image, NetworkView view) {
        return quality.check(image).or(() -> outliers.check(view));
    }
}
