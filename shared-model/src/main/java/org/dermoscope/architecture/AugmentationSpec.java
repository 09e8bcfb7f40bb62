package org.dermoscope.architecture;

/**
 * Random changes of training images, each drawn uniformly and independently for every image and epoch.
 *
 * @param rotationDegrees within plus or minus, 0..180
 * @param zoom scale of width and height, each by itself, within {@code 1 - zoom .. 1 + zoom}, 0..0.5
 * @param magnification the image is enlarged besides by a factor within {@code 1 .. 1 + magnification}, every ratio as likely,
 *     0..2; what then lies outside is cut off
 * @param widthShift within plus or minus this share of the width, 0..0.5
 * @param heightShift within plus or minus this share of the height, 0..0.5
 * @param horizontalFlip with probability one half
 * @param verticalFlip with probability one half
 * @param quarterTurns a turn by 0, 90, 180 or 270 degrees besides the rotation, each as likely, with what lies outside
 *     filled from the edges as for any rotation
 * @param brightness all values are multiplied by {@code 1 - brightness .. 1 + brightness}, 0..0.5
 * @param contrast distances from the mean colour of the training part are multiplied by
 *     {@code 1 - contrast .. 1 + contrast}, 0..0.5
 * @param colorBalance red, green and blue are each multiplied by their own factor within
 *     {@code 1 - colorBalance .. 1 + colorBalance}, as under light of another colour, 0..0.5
 * @param saturation distances of red, green and blue from their mean are multiplied by
 *     {@code 1 - saturation .. 1 + saturation}, 0..0.5
 */
public record AugmentationSpec(
        double rotationDegrees,
        double zoom,
        double magnification,
        double widthShift,
        double heightShift,
        boolean horizontalFlip,
        boolean verticalFlip,
        boolean quarterTurns,
        double brightness,
        double contrast,
        double colorBalance,
        double saturation) {
    /** The ranges of the original system: rotation 10 degrees, zoom and shifts 0.1, horizontal flip. */
    public static final AugmentationSpec STANDARD = new AugmentationSpec(10, 0.1, 0.1, 0.1, true, false);

    public static final AugmentationSpec NONE = new AugmentationSpec(0, 0, 0, 0, false, false);

    public AugmentationSpec {
        Ranges.requireWithin("augmentation.rotation_degrees", rotationDegrees, 0, 180);
        Ranges.requireWithin("augmentation.zoom", zoom, 0, 0.5);
        Ranges.requireWithin("augmentation.magnification", magnification, 0, 2);
        Ranges.requireWithin("augmentation.width_shift", widthShift, 0, 0.5);
        Ranges.requireWithin("augmentation.height_shift", heightShift, 0, 0.5);
        Ranges.requireWithin("augmentation.brightness", brightness, 0, 0.5);
        Ranges.requireWithin("augmentation.contrast", contrast, 0, 0.5);
        Ranges.requireWithin("augmentation.color_balance", colorBalance, 0, 0.5);
        Ranges.requireWithin("augmentation.saturation", saturation, 0, 0.5);
    }

    /** What the original system could change: no magnification, no quarter turns, and colours as they are. */
    public AugmentationSpec(
            double rotationDegrees,
            double zoom,
            double widthShift,
            double heightShift,
            boolean horizontalFlip,
            boolean verticalFlip) {
        this(rotationDegrees, zoom, 0, widthShift, heightShift, horizontalFlip, verticalFlip, false, 0, 0, 0, 0);
    }
}
