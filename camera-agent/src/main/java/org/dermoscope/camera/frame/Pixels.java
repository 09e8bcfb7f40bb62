package org.dermoscope.camera.frame;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.ByteBuffer;
import org.bytedeco.javacv.Frame;

/** Pictures of 8 bits a channel in the one layout that the agent works with, {@code TYPE_3BYTE_BGR}. */
public final class Pixels {
    private static final int CHANNELS = 3;

    private Pixels() {}

    public static BufferedImage blank(int width, int height) {
        return new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    }

    /** The array behind a picture of that layout, row by row, B G R interleaved. */
    public static byte[] bytes(BufferedImage image) {
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }

    /** Copies what the library reuses for its next picture. */
    static BufferedImage copyBgr(Frame frame) {
        BufferedImage image = blank(frame.imageWidth, frame.imageHeight);
        byte[] target = bytes(image);
        ByteBuffer source = ((ByteBuffer) frame.image[0]).duplicate();
        int row = CHANNELS * frame.imageWidth;
        for (int y = 0; y < frame.imageHeight; y++) {
            source.position(y * frame.imageStride);
            source.get(target, y * row, row);
        }
        return image;
    }

    /** The same picture in the agent's layout, in another size if asked for; alpha over white. */
    public static BufferedImage converted(BufferedImage image, int width, int height) {
        BufferedImage converted = blank(width, height);
        Graphics2D graphics = converted.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.setBackground(java.awt.Color.WHITE);
        graphics.clearRect(0, 0, width, height);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return converted;
    }
}
