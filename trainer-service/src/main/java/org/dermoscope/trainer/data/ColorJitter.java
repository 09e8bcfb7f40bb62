package org.dermoscope.trainer.data;

import org.dermoscope.architecture.AugmentationSpec;

/**
 * One drawn change of an image's colours: a value v of channel c, 0..255, of a pixel whose three values have the mean g
 * becomes {@code u = g + (v - g) * saturation} and then
 * {@code (u * brightness * balance_c - mean_c) * contrast + mean_c}, cut off at 0 and 255. The mean of a channel is the
 * training part's, not the image's own, which saves a pass over the image.
 *
 * @param red of the balance; green and blue likewise
 */
record ColorJitter(double brightness, double contrast, double red, double green, double blue, double saturation) {
    static final ColorJitter NONE = new ColorJitter(1, 1, 1, 1, 1, 1);

    /** Always takes the same number of values from the generator, whatever is switched off. */
    static ColorJitter draw(AugmentationSpec spec, SplitMix64 random) {
        return new ColorJitter(
                1 + random.nextWithin(spec.brightness()),
                1 + random.nextWithin(spec.contrast()),
                1 + random.nextWithin(spec.colorBalance()),
                1 + random.nextWithin(spec.colorBalance()),
                1 + random.nextWithin(spec.colorBalance()),
                1 + random.nextWithin(spec.saturation()));
    }

    /** What a channel's values are multiplied by between saturation and contrast. */
    double gain(int channel) {
        return brightness
                * switch (channel) {
                    case 0 -> red;
                    case 1 -> green;
                    default -> blue;
                };
    }
}
