package org.dermoscope.camera.client;

import java.awt.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * What is sent of a frame.
 *
 * @param on false for the whole frame
 * @param drawn what the user drew; null for the centred square
 */
public record RegionOfInterest(boolean on, @Nullable Area drawn) {
    public static final RegionOfInterest CENTRED_SQUARE = new RegionOfInterest(true, null);
    public static final RegionOfInterest WHOLE_FRAME = new RegionOfInterest(false, null);

    public RegionOfInterest toggled() {
        return new RegionOfInterest(!on, drawn);
    }

    /** In pixels of a frame of this size. */
    public Rectangle in(int width, int height) {
        if (!on) {
            return new Rectangle(0, 0, width, height);
        }
        if (drawn != null) {
            return drawn.in(width, height);
        }
        int side = Math.min(width, height);
        return new Rectangle((width - side) / 2, (height - side) / 2, side, side);
    }
}
