package org.dermoscope.imaging;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/**
 * The one place where native decoding happens. Every native object lives inside {@link #decode} and is released
 * before it returns. Thread-safe.
 */
final class OpenCvCodec {
    /** Straight to 8-bit R G B, which not every one of its decoders can. */
    private static final int JPEG = opencv_imgcodecs.IMREAD_COLOR_RGB | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;

    static {
        // The ceiling counts the whole process, libtorch included, and would refuse images for no reason of ours.
        if (System.getProperty("org.bytedeco.javacpp.maxPhysicalBytes") == null) {
            System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        }
        opencv_core.setNumThreads(1);
    }

    private OpenCvCodec() {}

    /** The picture as stored, not turned, alpha composited over white; null if the decoder gives none. */
    static @Nullable RgbImage decode(byte[] encoded, ImageType type, AlphaChannel alpha) {
        boolean inOrder = type == ImageType.JPEG;
        try (BytePointer bytes = new BytePointer(encoded);
                Mat input = new Mat(1, encoded.length, opencv_core.CV_8UC1, bytes);
                Mat decoded = opencv_imgcodecs.imdecode(input, inOrder ? JPEG : flags(alpha))) {
            if (decoded == null || decoded.empty()) {
                return null;
            }
            return inOrder ? MatPixels.ofRgb(decoded) : MatPixels.toRgb(decoded, alpha);
        } catch (RuntimeException refusedByDecoder) {
            return null;
        }
    }

    /** Without alpha the decoder is asked for colour, which also spares it from guessing what a palette is. */
    private static int flags(AlphaChannel alpha) {
        return alpha == AlphaChannel.NONE
                ? opencv_imgcodecs.IMREAD_COLOR
                        | opencv_imgcodecs.IMREAD_ANYDEPTH
                        | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION
                : opencv_imgcodecs.IMREAD_UNCHANGED;
    }
}
