package org.dermoscope.inference;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Small images drawn here, in every type that the Java platform writes. */
public final class SampleImages {
    private SampleImages() {}

    /** A dark blot on skin, 60x45. */
    public static byte[] encoded(String type) {
        BufferedImage image = new BufferedImage(60, 45, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(new Color(224, 172, 150));
        canvas.fillRect(0, 0, 60, 45);
        canvas.setColor(new Color(90, 50, 40));
        canvas.fillOval(18, 10, 24, 22);
        canvas.dispose();
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            if (!ImageIO.write(image, type, bytes)) {
                throw new IllegalStateException("This Java platform cannot write " + type);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A PNG whose header, with a right checksum, states another size. */
    public static byte[] pngOfSize(int width, int height) {
        byte[] png = encoded("png");
        ByteBuffer bytes = ByteBuffer.wrap(png);
        bytes.putInt(16, width).putInt(20, height);
        CRC32 checksum = new CRC32();
        checksum.update(png, 12, 17);
        bytes.putInt(29, (int) checksum.getValue());
        return png;
    }
}
