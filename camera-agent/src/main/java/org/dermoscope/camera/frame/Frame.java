package org.dermoscope.camera.frame;

import java.awt.image.BufferedImage;
import java.time.Instant;

/**
 * One captured picture. Treat the image as immutable: several threads read it.
 *
 * @param number 1 for the first frame of the agent's life; grows without gaps, over reopened sources too
 * @param image {@code TYPE_3BYTE_BGR}
 * @param capturedNanos {@link System#nanoTime()} when it was read
 * @param capturedAt the same moment for people
 */
public record Frame(long number, BufferedImage image, long capturedNanos, Instant capturedAt) {
    public int width() {
        return image.getWidth();
    }

    public int height() {
        return image.getHeight();
    }
}
