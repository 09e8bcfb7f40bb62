package org.dermoscope.imaging;

/**
 * What an image's header says, read before anything is decoded.
 *
 * @param width in pixels as the decoder returns it, before {@code orientation} is applied; at least 0
 * @param height in pixels as the decoder returns it, at least 0
 * @param orientation how the decoded picture has to be turned
 * @param alpha how to read a fourth sample of the decoded picture
 */
record ImageHeader(ImageType type, long width, long height, Orientation orientation, AlphaChannel alpha) {
    /** The header of a type that may have alpha. */
    ImageHeader(ImageType type, long width, long height) {
        this(type, width, height, Orientation.UPRIGHT, AlphaChannel.STRAIGHT);
    }

    ImageHeader with(Orientation other) {
        return new ImageHeader(type, width, height, other, alpha);
    }

    ImageHeader with(AlphaChannel other) {
        return new ImageHeader(type, width, height, orientation, other);
    }
}
