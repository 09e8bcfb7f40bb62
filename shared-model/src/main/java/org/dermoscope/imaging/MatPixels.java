package org.dermoscope.imaging;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/** Turns what OpenCV decodes (gray, BGR or BGRA; 8 or 16 bits) into 8-bit RGB, alpha composited over white. */
final class MatPixels {
    private static final int MAX_8 = 255;
    private static final int MAX_16 = 65535;

    private MatPixels() {}

    /** Of what was decoded as 8-bit R G B. */
    static RgbImage ofRgb(Mat mat) {
        byte[] rgb = new byte[Math.toIntExact(3L * mat.cols() * mat.rows())];
        try (BytePointer data = mat.data()) {
            data.get(rgb);
        }
        return new RgbImage(mat.cols(), mat.rows(), rgb);
    }

    /** Null for a depth or a number of channels that is no picture of ours. */
    static @Nullable RgbImage toRgb(Mat mat, AlphaChannel alpha) {
        int channels = mat.channels();
        if (channels != 1 && channels != 3 && channels != 4) {
            return null;
        }
        byte[] rgb = new byte[Math.toIntExact(3L * mat.cols() * mat.rows())];
        switch (mat.depth()) {
            case opencv_core.CV_8U -> from8Bits(mat, alpha, rgb);
            case opencv_core.CV_16U -> from16Bits(mat, alpha, rgb);
            default -> {
                return null;
            }
        }
        return new RgbImage(mat.cols(), mat.rows(), rgb);
    }

    private static void from8Bits(Mat mat, AlphaChannel alpha, byte[] rgb) {
        byte[] row = new byte[mat.cols() * mat.channels()];
        int[] samples = new int[row.length];
        try (BytePointer data = mat.data()) {
            for (int y = 0; y < mat.rows(); y++) {
                data.position(y * mat.step()).get(row);
                int at = 3 * y * mat.cols();
                if (mat.channels() == 3) {
                    swapRedAndBlue(row, rgb, at);
                } else {
                    for (int i = 0; i < row.length; i++) {
                        samples[i] = row[i] & MAX_8;
                    }
                    new SampleRow(samples, mat.channels(), MAX_8, alpha).write(rgb, at);
                }
            }
        }
    }

    private static void from16Bits(Mat mat, AlphaChannel alpha, byte[] rgb) {
        short[] row = new short[mat.cols() * mat.channels()];
        int[] samples = new int[row.length];
        try (BytePointer bytes = mat.data();
                ShortPointer data = new ShortPointer(bytes)) {
            for (int y = 0; y < mat.rows(); y++) {
                data.position(y * mat.step() / Short.BYTES).get(row);
                for (int i = 0; i < row.length; i++) {
                    samples[i] = row[i] & MAX_16;
                }
                new SampleRow(samples, mat.channels(), MAX_16, alpha).write(rgb, 3 * y * mat.cols());
            }
        }
    }

    private static void swapRedAndBlue(byte[] bgr, byte[] rgb, int at) {
        for (int i = 0; i < bgr.length; i += 3) {
            rgb[at + i] = bgr[i + 2];
            rgb[at + i + 1] = bgr[i + 1];
            rgb[at + i + 2] = bgr[i];
        }
    }
}
