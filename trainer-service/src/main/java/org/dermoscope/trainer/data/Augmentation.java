package org.dermoscope.trainer.data;

import org.dermoscope.architecture.AugmentationSpec;

/**
 * One drawn change of where an image's pixels are.
 *
 * @param rotation in degrees
 * @param zoomX source pixels a target pixel: below 1 enlarges
 * @param zoomY drawn by itself, as Keras' ImageDataGenerator does
 * @param shiftX as a share of the width
 * @param shiftY as a share of the height
 */
record Augmentation(
        double rotation, double zoomX, double zoomY, double shiftX, double shiftY, boolean flipX, boolean flipY) {
    static final Augmentation IDENTITY = new Augmentation(0, 1, 1, 0, 0, false, false);

    /** Always takes the same number of values from the generator, whatever is switched off. */
    static Augmentation draw(AugmentationSpec spec, SplitMix64 random) {
        double rotation = random.nextWithin(spec.rotationDegrees());
        double zoomX = 1 + random.nextWithin(spec.zoom());
        double zoomY = 1 + random.nextWithin(spec.zoom());
        double shiftX = random.nextWithin(spec.widthShift());
        double shiftY = random.nextWithin(spec.heightShift());
        boolean flipX = random.nextDouble() < 0.5;
        boolean flipY = random.nextDouble() < 0.5;
        int quarters = random.nextInt(4);
        double magnified = StrictMath.pow(1 + spec.magnification(), random.nextDouble());
        return new Augmentation(
                rotation + (spec.quarterTurns() ? 90.0 * quarters : 0.0),
                zoomX / magnified,
                zoomY / magnified,
                shiftX + 0.0,
                shiftY + 0.0,
                flipX && spec.horizontalFlip(),
                flipY && spec.verticalFlip());
    }

    /**
     * The map from target to source pixels, about the image's centre: flip, then zoom, then shift, then rotate, as
     * Keras multiplies its matrices.
     */
    AffineMap map(int width, int height) {
        double angle = StrictMath.toRadians(rotation);
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        double sx = flipX ? -zoomX : zoomX;
        double sy = flipY ? -zoomY : zoomY;
        double cx = (width - 1) / 2.0;
        double cy = (height - 1) / 2.0;
        double tx = shiftX * width;
        double ty = shiftY * height;
        double xx = cos * sx;
        double xy = -sin * sy;
        double yx = sin * sx;
        double yy = cos * sy;
        return new AffineMap(
                (float) xx,
                (float) xy,
                (float) (cx + cos * tx - sin * ty - xx * cx - xy * cy),
                (float) yx,
                (float) yy,
                (float) (cy + sin * tx + cos * ty - yx * cx - yy * cy));
    }

    /** Source {@code x = xx * x + xy * y + x0}, source {@code y = yx * x + yy * y + y0}, in pixels. */
    record AffineMap(float xx, float xy, float x0, float yx, float yy, float y0) {}
}
