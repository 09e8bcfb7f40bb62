package org.dermoscope.imaging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Patches the sizes that a fixture's header announces; the content stays as it was. */
final class EncodedImages {
    private EncodedImages() {}

    /** A file of the type whose header says this size. */
    static byte[] announcing(ImageType type, int width, int height) {
        byte[] image = ImageFixture.resource(fixture(type));
        ByteBuffer big = ByteBuffer.wrap(image);
        ByteBuffer little = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        switch (type) {
            case JPEG -> {
                int frame = indexOf(image, "\u00ff\u00c0");
                big.putShort(frame + 5, (short) height).putShort(frame + 7, (short) width);
            }
            case PNG -> {
                big.putInt(16, width).putInt(20, height);
                CRC32 sum = new CRC32();
                sum.update(image, 12, 17);
                big.putInt(29, (int) sum.getValue());
            }
            case BMP -> little.putInt(18, width).putInt(22, height);
            case WEBP -> {
                int bits = little.getInt(21) & 0xf000_0000;
                little.putInt(21, bits | ((height - 1) & 0x3fff) << 14 | ((width - 1) & 0x3fff));
            }
            case GIF -> little.putShort(6, (short) width).putShort(8, (short) height);
            case TIFF -> little.putInt(18, width).putInt(30, height);
        }
        return image;
    }

    static String fixture(ImageType type) {
        return switch (type) {
            case JPEG -> "rgb.jpg";
            case PNG -> "rgb.png";
            case BMP -> "run-length.bmp";
            case WEBP -> "rgb.webp";
            case GIF -> "palette.gif";
            case TIFF -> "rgb-little.tif";
        };
    }

    /** Where these bytes, one a character, stand first. */
    static int indexOf(byte[] content, String bytes) {
        int at = new String(content, StandardCharsets.ISO_8859_1).indexOf(bytes);
        if (at < 0) {
            throw new IllegalArgumentException("The fixture does not contain the bytes that are looked for");
        }
        return at;
    }
}
