package org.dermoscope.imaging;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Two rows of a picture that are narrowed at once. Two samples lie in the halves of one long, so that one multiplication
 * weights both; no sum of weighted samples leaves its half, which {@link ResamplingWeights} has head room for. Not
 * thread-safe.
 */
final class RowPair {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HALVES = (long) ResamplingWeights.HALF << Integer.SIZE | ResamplingWeights.HALF;
    private static final long BYTE = 0xff;

    /** For each position R and G of the upper row, B of the upper and R of the lower, G and B of the lower. */
    private final long[] samples;

    /** @param width in pixels, at least 1 */
    RowPair(int width) {
        this.samples = new long[Math.multiplyExact(3, width)];
    }

    /**
     * @param pixels {@code R G B} interleaved
     * @param upper where one row begins
     * @param lower where the other begins; may be the same
     */
    void read(byte[] pixels, int upper, int lower) {
        int last = samples.length - 3;
        for (int i = 0; i < last; i += 3) {
            set(i, (int) INTS.get(pixels, upper + i), (int) INTS.get(pixels, lower + i));
        }
        // A pixel is read with the byte behind it, which the last one may not have.
        set(last, pixel(pixels, upper + last), pixel(pixels, lower + last));
    }

    private void set(int at, int upper, int lower) {
        samples[at] = (upper & BYTE) | ((upper >> 8) & BYTE) << Integer.SIZE;
        samples[at + 1] = ((upper >> 16) & BYTE) | (lower & BYTE) << Integer.SIZE;
        samples[at + 2] = ((lower >> 8) & BYTE) | ((lower >> 16) & BYTE) << Integer.SIZE;
    }

    private static int pixel(byte[] pixels, int at) {
        return (pixels[at] & 0xff) | (pixels[at + 1] & 0xff) << 8 | (pixels[at + 2] & 0xff) << 16;
    }

    /**
     * Filters both rows.
     *
     * @param upper receives {@code int[3 * targetSize]}, 0..255
     * @param lower likewise
     */
    void narrow(ResamplingWeights weights, int[] upper, int[] lower) {
        int[] taps = weights.taps();
        int[] ends = weights.ends();
        int[] starts = weights.starts();
        int tap = 0;
        for (int x = 0; x < starts.length; x++) {
            int in = 3 * starts[x];
            long first = HALVES;
            long second = HALVES;
            long third = HALVES;
            for (int end = ends[x]; tap < end; tap++, in += 3) {
                long weight = taps[tap];
                first += samples[in] * weight;
                second += samples[in + 1] * weight;
                third += samples[in + 2] * weight;
            }
            int out = 3 * x;
            upper[out] = ResamplingWeights.toSample((int) first);
            upper[out + 1] = ResamplingWeights.toSample((int) (first >>> Integer.SIZE));
            upper[out + 2] = ResamplingWeights.toSample((int) second);
            lower[out] = ResamplingWeights.toSample((int) (second >>> Integer.SIZE));
            lower[out + 1] = ResamplingWeights.toSample((int) third);
            lower[out + 2] = ResamplingWeights.toSample((int) (third >>> Integer.SIZE));
        }
    }
}
