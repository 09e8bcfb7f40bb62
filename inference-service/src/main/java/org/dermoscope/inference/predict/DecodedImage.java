package org.dermoscope.inference.predict;

import org.dermoscope.imaging.RgbImage;

/**
 * An upload, decoded.
 *
 * @param input of the network's input size
 * @param smallestSide of the image as it came, in pixels
 */
record DecodedImage(RgbImage input, int smallestSide) {}
