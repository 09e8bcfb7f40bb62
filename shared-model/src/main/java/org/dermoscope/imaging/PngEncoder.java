package org.dermoscope.imaging;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** Writes images as PNG, compressed lightly: pictures that are made for an answer, not to be kept. Thread-safe. */
public final class PngEncoder {
    private static final int COMPRESSION = 1;
    /** No search for repetitions, of which a photograph has few: less time, and the file is no longer. */
    private static final int STRATEGY = opencv_imgcodecs.IMWRITE_PNG_STRATEGY_HUFFMAN_ONLY;

    private PngEncoder() {}

    /** @throws IllegalStateException if the native encoder fails */
    public static byte[] encode(RgbImage image) {
        try (BytePointer pixels = new BytePointer(image.pixels());
                Mat rgb = new Mat(image.height(), image.width(), opencv_core.CV_8UC3, pixels);
                Mat bgr = new Mat();
                IntPointer options = new IntPointer(
                        opencv_imgcodecs.IMWRITE_PNG_COMPRESSION,
                        COMPRESSION,
                        opencv_imgcodecs.IMWRITE_PNG_STRATEGY,
                        STRATEGY);
                BytePointer encoded = new BytePointer()) {
            opencv_imgproc.cvtColor(rgb, bgr, opencv_imgproc.COLOR_RGB2BGR);
            if (!opencv_imgcodecs.imencode(".png", bgr, encoded, options)) {
                throw new IllegalStateException(
                        "An image of " + image.width() + "x" + image.height() + " pixels could not be encoded as PNG");
            }
            byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
            encoded.get(bytes);
            return bytes;
        }
    }
}
