package org.dermoscope.quality;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Between which {@link ImageMeasures} an image is one like those that a network was trained on.
 *
 * @param smallestSide in pixels; where the network's input is larger, details are missing
 */
public record QualityLimits(
        int smallestSide, double darkest, double brightest, double contrast, double sharpness, double skinShare) {
    /** Of the training images, this share is beyond each limit. */
    private static final double BEYOND = 0.001;

    /**
     * The limits that almost all of these images keep.
     *
     * @param smallestSide the smaller side of the network's input, in pixels
     * @param images at least one
     */
    public static QualityLimits of(int smallestSide, List<ImageMeasures> images) {
        return new QualityLimits(
                smallestSide,
                quantile(images, ImageMeasures::brightness, BEYOND),
                quantile(images, ImageMeasures::brightness, 1 - BEYOND),
                quantile(images, ImageMeasures::contrast, BEYOND),
                quantile(images, ImageMeasures::sharpness, BEYOND),
                quantile(images, ImageMeasures::skinShare, BEYOND));
    }

    private static double quantile(List<ImageMeasures> images, ToDoubleFunction<ImageMeasures> measure, double share) {
        double[] sorted = images.stream().mapToDouble(measure).sorted().toArray();
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    /** The first limit that an image is beyond; empty if there is none. */
    public Optional<Abstention> check(ImageMeasures image) {
        return Arrays.stream(new Limit[] {
                    new Limit(AbstentionReason.TOO_SMALL, image.smallestSide(), smallestSide, true),
                    new Limit(AbstentionReason.UNIFORM, image.contrast(), contrast, true),
                    new Limit(AbstentionReason.TOO_DARK, image.brightness(), darkest, true),
                    new Limit(AbstentionReason.TOO_BRIGHT, image.brightness(), brightest, false),
                    new Limit(AbstentionReason.BLURRED, image.sharpness(), sharpness, true),
                    new Limit(AbstentionReason.NO_SKIN_COLOURS, image.skinShare(), skinShare, true)
                })
                .filter(Limit::isExceeded)
                .findFirst()
                .map(limit -> new Abstention(limit.reason, limit.value, limit.threshold));
    }

    private record Limit(AbstentionReason reason, double value, double threshold, boolean lower) {
        boolean isExceeded() {
            return lower ? value < threshold : value > threshold;
        }
    }
}
