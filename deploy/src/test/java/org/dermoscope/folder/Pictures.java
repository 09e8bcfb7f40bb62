package org.dermoscope.folder;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Files of a folder that a test classifies. */
final class Pictures {
    private Pictures() {}

    /** A PNG of one colour. */
    static byte[] png(int red) throws IOException {
        BufferedImage image = new BufferedImage(12, 9, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(red, 40, 60));
        graphics.fillRect(0, 0, 12, 9);
        graphics.dispose();
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        ImageIO.write(image, "png", encoded);
        return encoded.toByteArray();
    }

    /** {@code 000.png} and so on, in two folders; the number is the red. */
    static void fill(Path folder, int count) throws IOException {
        Files.createDirectories(folder.resolve("more"));
        for (int i = 0; i < count; i++) {
            Path parent = i % 3 == 0 ? folder.resolve("more") : folder;
            Files.write(parent.resolve(String.format("%03d.png", i)), png(i));
        }
    }
}
