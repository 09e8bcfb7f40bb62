package org.dermoscope.imaging;

/**
 * What an image's header says, read before anything is decoded.
 *
 * @param width in pixels as stored, before the orientation is applied; at least 0
 * @param height in pixels as stored, at least 0
 * @param orientation how the stored picture has to be turned
 */
record ImageHeader(ImageType type, long width, long height, Orientation orientation) {
    ImageHeader(ImageType type, long width, long height) {
        this(type, width, height, Orientation.UPRIGHT);
    }
}
