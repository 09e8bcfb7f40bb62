package org.dermoscope.imaging;

import java.util.Arrays;

/**
 * How the samples of a TIFF page are stored.
 *
 * @param bits a sample
 * @param photometric 0 white is zero, 1 black is zero, 2 RGB, 3 palette, 5 separated (CMYK), 6 YCbCr
 * @param samples a pixel, alpha and others included
 * @param extra meaning of the first sample beyond the colours: -1 none, 0 unspecified, 1 premultiplied alpha, 2 alpha
 * @param format 1 for unsigned numbers
 */
record TiffLayout(long bits, long photometric, long samples, long extra, long format) {
    private static final int BITS_PER_SAMPLE = 258;
    private static final int PHOTOMETRIC = 262;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int EXTRA_SAMPLES = 338;
    private static final int SAMPLE_FORMAT = 339;

    private static final int BLACK_IS_ZERO = 1;
    private static final int RGB = 2;

    static TiffLayout of(TiffDirectory page) {
        return new TiffLayout(
                Arrays.stream(page.numbers(BITS_PER_SAMPLE)).max().orElse(1),
                page.number(PHOTOMETRIC).orElse(-1),
                page.number(SAMPLES_PER_PIXEL).orElse(1),
                page.number(EXTRA_SAMPLES).orElse(-1),
                page.number(SAMPLE_FORMAT).orElse(1));
    }

    void requireDecodable(ByteView content) throws InvalidImageException {
        boolean gray = photometric == 0 || photometric == BLACK_IS_ZERO;
        boolean common = format == 1 && (bits == 1 || bits == 4 || bits == 8) && !(gray && samples > 1);
        boolean deep = format == 1
                && bits == 16
                && ((photometric == BLACK_IS_ZERO && samples == 1)
                        || (photometric == RGB && (samples == 3 || samples == 4)));
        if (!common && !deep) {
            throw content.broken("its layout (" + bits + " bits a sample, " + samples
                    + " samples a pixel, photometric interpretation " + photometric + ", sample format " + format
                    + ") is none of 1, 4 or 8 bits without alpha on gray and 16 bits gray or RGB");
        }
    }

    /** At 8 bits the decoder multiplies the colours by alpha itself. */
    AlphaChannel alpha() {
        if (photometric != RGB || samples != 4 || extra < 1) {
            return AlphaChannel.NONE;
        }
        return bits == 16 && extra == 2 ? AlphaChannel.STRAIGHT : AlphaChannel.PREMULTIPLIED;
    }
}
