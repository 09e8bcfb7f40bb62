package org.dermoscope.inference.predict;

import java.util.List;
import org.dermoscope.imaging.RgbImage;

/**
 * An upload, decoded.
 *
 * @param inputs the image at the input size of each of the model's networks, in their order
 * @param smallestSide of the image as it came, in pixels
 */
record DecodedImage(List<RgbImage> inputs, int smallestSide) {}
