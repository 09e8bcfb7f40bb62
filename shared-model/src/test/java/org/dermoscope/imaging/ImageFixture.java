package org.dermoscope.imaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One image of {@code images/fixtures.csv}.
 *
 * @param pattern what it shows
 * @param orientation EXIF value, 1 to 8, by which the pattern is turned
 * @param tolerance largest difference of a channel's value, 0 where the format is lossless
 */
record ImageFixture(String file, PicturePattern pattern, int orientation, int tolerance) {
    static Stream<ImageFixture> all() {
        List<String> lines = new String(resource("fixtures.csv"), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return lines.stream().skip(1).map(line -> {
            String[] fields = line.split(",", -1);
            return new ImageFixture(
                    fields[0],
                    PicturePattern.valueOf(fields[1].toUpperCase(Locale.ROOT)),
                    Integer.parseInt(fields[2]),
                    Integer.parseInt(fields[3]));
        });
    }

    static Stream<ImageFixture> decodable() {
        return all().filter(f -> f.pattern != PicturePattern.REFUSED);
    }

    byte[] bytes() {
        return resource(file);
    }

    static byte[] resource(String name) {
        try (InputStream stream = Objects.requireNonNull(
                ImageFixture.class.getResourceAsStream("/images/" + name), () -> "No fixture " + name)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the decoder must return: the pattern turned upright, written out case by case. */
    RgbImage expected() {
        RgbImage stored = pattern.image();
        int w = stored.width();
        int h = stored.height();
        boolean swapped = orientation >= 5;
        int width = swapped ? h : w;
        int height = swapped ? w : h;
        byte[] pixels = new byte[stored.pixels().length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int column = switch (orientation) {
                    case 1, 4 -> x;
                    case 2, 3 -> w - 1 - x;
                    case 5, 6 -> y;
                    default -> w - 1 - y;
                };
                int row = switch (orientation) {
                    case 1, 2 -> y;
                    case 3, 4 -> h - 1 - y;
                    case 5, 8 -> x;
                    default -> h - 1 - x;
                };
                System.arraycopy(stored.pixels(), 3 * (row * w + column), pixels, 3 * (y * width + x), 3);
            }
        }
        return new RgbImage(width, height, pixels);
    }

    @Override
    public String toString() {
        return file;
    }
}
