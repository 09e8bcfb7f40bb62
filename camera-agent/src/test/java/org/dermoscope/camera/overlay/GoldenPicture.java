package org.dermoscope.camera.overlay;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.dermoscope.camera.frame.Pixels;

/**
 * A picture that was looked at and found right, kept at a quarter of its sides. Compared by the mean colour of blocks, which
 * other glyphs of the same text hardly change, while another text, colour, bar or place does.
 */
record GoldenPicture(BufferedImage small) {
    private static final int SHRINK = 4;
    private static final int BLOCK = 5;

    static GoldenPicture of(BufferedImage picture) {
        int width = picture.getWidth() / SHRINK;
        int height = picture.getHeight() / SHRINK;
        BufferedImage small = Pixels.blank(width, height);
        byte[] from = Pixels.bytes(picture);
        byte[] to = Pixels.bytes(small);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < 3 * width; x++) {
                int sum = 0;
                for (int dy = 0; dy < SHRINK; dy++) {
                    for (int dx = 0; dx < SHRINK; dx++) {
                        int pixel = (y * SHRINK + dy) * picture.getWidth() + x / 3 * SHRINK + dx;
                        sum += from[3 * pixel + x % 3] & 0xff;
                    }
                }
                to[y * 3 * width + x] = (byte) (sum / (SHRINK * SHRINK));
            }
        }
        return new GoldenPicture(small);
    }

    static GoldenPicture read(InputStream png) throws IOException {
        BufferedImage stored = ImageIO.read(png);
        return new GoldenPicture(Pixels.converted(stored, stored.getWidth(), stored.getHeight()));
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        ImageIO.write(small, "png", file.toFile());
    }

    /** The largest difference of a block's mean colour, 0..255; 255 for another size. */
    double difference(GoldenPicture other) {
        if (small.getWidth() != other.small.getWidth() || small.getHeight() != other.small.getHeight()) {
            return 255;
        }
        BufferedImage mine = blocks();
        BufferedImage theirs = other.blocks();
        int largest = 0;
        for (int i = 0; i < Pixels.bytes(mine).length; i++) {
            largest = Math.max(largest, Math.abs((Pixels.bytes(mine)[i] & 0xff) - (Pixels.bytes(theirs)[i] & 0xff)));
        }
        return largest;
    }

    private BufferedImage blocks() {
        int width = Math.max(1, small.getWidth() / BLOCK);
        int height = Math.max(1, small.getHeight() / BLOCK);
        BufferedImage blocks = Pixels.blank(width, height);
        int[] sums = new int[3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                java.util.Arrays.fill(sums, 0);
                for (int i = 0; i < BLOCK * BLOCK; i++) {
                    int rgb = small.getRGB(x * BLOCK + i % BLOCK, y * BLOCK + i / BLOCK);
                    sums[0] += rgb >> 16 & 0xff;
                    sums[1] += rgb >> 8 & 0xff;
                    sums[2] += rgb & 0xff;
                }
                int count = BLOCK * BLOCK;
                blocks.setRGB(x, y, sums[0] / count << 16 | sums[1] / count << 8 | sums[2] / count);
            }
        }
        return blocks;
    }

    /** Both beside each other, to be looked at. */
    BufferedImage beside(GoldenPicture other) {
        int width = small.getWidth() + other.small.getWidth();
        BufferedImage both = Pixels.blank(width, Math.max(small.getHeight(), other.small.getHeight()));
        Graphics2D graphics = both.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
        graphics.drawImage(small, 0, 0, null);
        graphics.drawImage(other.small, small.getWidth(), 0, null);
        graphics.dispose();
        return both;
    }
}
