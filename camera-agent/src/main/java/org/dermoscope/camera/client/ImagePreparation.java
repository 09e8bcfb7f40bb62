package org.dermoscope.camera.client;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import org.dermoscope.camera.frame.Pixels;
import org.dermoscope.camera.measure.Measurements;
import org.dermoscope.camera.measure.Stage;

/** Makes of a frame what is sent: cut out, no larger than needed, JPEG. For one thread. */
final class ImagePreparation implements AutoCloseable {
    private final JpegEncoder encoder;
    private final int longestSide;
    private final Measurements measurements;

    /** @param longestSide of what is sent, in pixels; smaller regions are sent as they are */
    ImagePreparation(float quality, int longestSide, Measurements measurements) {
        this.encoder = new JpegEncoder(quality);
        this.longestSide = longestSide;
        this.measurements = measurements;
    }

    byte[] jpeg(BufferedImage frame, Rectangle region) {
        long start = System.nanoTime();
        BufferedImage cut = cut(frame, region);
        long resized = System.nanoTime();
        byte[] jpeg = encoder.encode(cut);
        measurements.add(Stage.RESIZE, resized - start);
        measurements.add(Stage.ENCODE, System.nanoTime() - resized);
        return jpeg;
    }

    private BufferedImage cut(BufferedImage frame, Rectangle region) {
        double scale = Math.min(1, (double) longestSide / Math.max(region.width, region.height));
        int width = Math.max(1, (int) Math.round(region.width * scale));
        int height = Math.max(1, (int) Math.round(region.height * scale));
        BufferedImage part = frame.getSubimage(region.x, region.y, region.width, region.height);
        BufferedImage target = Pixels.blank(width, height);
        Graphics2D graphics = target.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(part, 0, 0, width, height, null);
        graphics.dispose();
        return target;
    }

    @Override
    public void close() {
        encoder.close();
    }
}
