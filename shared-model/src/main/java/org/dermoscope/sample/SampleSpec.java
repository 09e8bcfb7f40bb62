package org.dermoscope.sample;

import org.dermoscope.taxonomy.LesionClass;

/**
 * What a sample data set consists of.
 *
 * @param imagesPerClass images of a class on average, 4 to 10,000; the classes differ by up to 30 %
 * @param seed decides every picture
 * @param pictures size of the pictures
 */
public record SampleSpec(int imagesPerClass, long seed, SyntheticLesions pictures) {
    /** 323 images of 200x150 pixels from seed 42. */
    public static final SampleSpec DEFAULT = new SampleSpec(46, 42, SyntheticLesions.DEFAULT);

    private static final int FEWEST = 4;
    private static final int MOST = 10_000;

    public SampleSpec {
        if (imagesPerClass < FEWEST || imagesPerClass > MOST) {
            throw new IllegalArgumentException(
                    "Images per class " + imagesPerClass + " is outside " + FEWEST + ".." + MOST);
        }
    }

    /** Nevi are the most, dermatofibromas and vascular lesions the fewest, a mild form of HAM10000's imbalance. */
    int images(LesionClass lesionClass) {
        double share = switch (lesionClass) {
            case NV -> 1.3;
            case MEL, BKL -> 1.1;
            case BCC -> 1.0;
            case AKIEC -> 0.9;
            case DF, VASC -> 0.8;
        };
        return (int) Math.round(imagesPerClass * share);
    }

    int images() {
        return LesionClass.all().stream().mapToInt(this::images).sum();
    }

    /** The seed of a lesion; the lesions of a class count from 0, and -1 is never written. */
    long lesionSeed(LesionClass lesionClass, int lesion) {
        return Draw.scramble(seed) + (long) LesionClass.COUNT * (lesion + 1L) + lesionClass.index();
    }
}
