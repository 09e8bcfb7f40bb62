package org.dermoscope.camera.frame;

/**
 * What is asked of a source.
 *
 * @param width in pixels; 0 for the source's own
 * @param height in pixels; 0 for the source's own; both or neither are 0
 * @param framesPerSecond 0 for the source's own
 */
public record CaptureFormat(int width, int height, double framesPerSecond) {
    /** The source's own size and rate. */
    public static final CaptureFormat OWN = new CaptureFormat(0, 0, 0);

    private static final int MAX_SIDE = 8192;
    private static final double MAX_RATE = 1000;

    public CaptureFormat {
        if (width < 0 || width > MAX_SIDE || height < 0 || height > MAX_SIDE || (width == 0) != (height == 0)) {
            throw new IllegalArgumentException(
                    "The size " + width + "x" + height + " is not allowed: both sides 1.." + MAX_SIDE + " or neither");
        }
        if (!(framesPerSecond >= 0 && framesPerSecond <= MAX_RATE)) {
            throw new IllegalArgumentException(
                    "The rate " + framesPerSecond + " frames/s is not allowed: 0 (the source's own) to " + MAX_RATE);
        }
    }
}
