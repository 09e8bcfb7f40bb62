package org.dermoscope.imaging;

/**
 * The 23x17 pictures of the decoder's fixtures, by formula; {@code images/generate.py} draws the same. Lower case in
 * {@code fixtures.csv}.
 */
enum PicturePattern {
    RGB,
    RGBA,
    GRAY,
    GRAY_ALPHA,
    BLACK_WHITE,
    PALETTE,
    PALETTE_TRANSPARENT,
    RGB16,
    RGBA16,
    GRAY16,
    CMYK,
    /** Has no picture: the decoder must refuse. */
    REFUSED;

    static final int WIDTH = 23;
    static final int HEIGHT = 17;

    private static final int[][] COLORS = {{200, 30, 40}, {10, 120, 60}, {250, 240, 230}, {30, 30, 120}};

    RgbImage image() {
        byte[] pixels = new byte[3 * WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    pixels[3 * (y * WIDTH + x) + channel] = (byte) Math.round(value(x, y, channel));
                }
            }
        }
        return new RgbImage(WIDTH, HEIGHT, pixels);
    }

    private double value(int x, int y, int channel) {
        int gray = 5 * x + 7 * y;
        int color = channel == 0 ? 11 * x : channel == 1 ? 15 * y : gray;
        int color16 = channel == 0 ? 2800 * x : channel == 1 ? 3800 * y : 1000 * x + 2000 * y;
        int index = (x + 2 * y) % 4;
        double alpha = (13 * x + 3 * y) % 256 / 255.0;
        return switch (this) {
            case RGB -> color;
            case RGBA -> overWhite(color, alpha);
            case GRAY -> gray;
            case GRAY_ALPHA -> overWhite(gray, alpha);
            case BLACK_WHITE -> (x + y) % 2 * 255;
            case PALETTE -> COLORS[index][channel];
            case PALETTE_TRANSPARENT -> index == 3 ? 255 : COLORS[index][channel];
            case RGB16 -> color16 / 257.0;
            case RGBA16 -> overWhite(color16 / 257.0, (2200 * x + 900 * y) / 65535.0);
            case GRAY16 -> (1000 * x + 2000 * y) / 257.0;
            case CMYK -> (255 - color) * (255 - 4 * x) / 255.0;
            case REFUSED -> throw new IllegalStateException("A refused image has no pixels");
        };
    }

    private static double overWhite(double color, double alpha) {
        return color * alpha + 255 * (1 - alpha);
    }
}
