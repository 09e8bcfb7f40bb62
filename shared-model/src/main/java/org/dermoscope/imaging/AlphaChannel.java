package org.dermoscope.imaging;

/** What a fourth decoded sample means. */
enum AlphaChannel {
    /** There is none, or it has no meaning. */
    NONE,
    /** Opacity; the colours are as they would be when opaque. */
    STRAIGHT,
    /** Opacity, by which the colours have been multiplied already. */
    PREMULTIPLIED
}
