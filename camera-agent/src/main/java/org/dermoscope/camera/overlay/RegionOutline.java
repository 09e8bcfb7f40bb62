package org.dermoscope.camera.overlay;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import org.dermoscope.camera.view.ViewSettings;

/** The region that is sent, as a frame with stronger corners. */
final class RegionOutline {
    private static final double CORNER = 22;

    private RegionOutline() {}

    static void draw(Canvas canvas, Rectangle region, ViewSettings view) {
        if (!view.region().on()) {
            return;
        }
        Graphics2D graphics = canvas.graphics();
        float line = (float) Math.max(1, canvas.unit());
        int inset = Math.round(line);
        int right = region.x + region.width - 1 - inset;
        int bottom = region.y + region.height - 1 - inset;
        int left = region.x + inset;
        int top = region.y + inset;
        graphics.setColor(Palette.REGION);
        graphics.setStroke(new BasicStroke(line));
        graphics.drawRect(left, top, right - left, bottom - top);
        graphics.setStroke(new BasicStroke(3 * line));
        int arm = (int) Math.min(CORNER * canvas.unit(), Math.min(region.width, region.height) / 3.0);
        for (int x : new int[] {left, right}) {
            for (int y : new int[] {top, bottom}) {
                graphics.drawLine(x, y, x == left ? x + arm : x - arm, y);
                graphics.drawLine(x, y, x, y == top ? y + arm : y - arm);
            }
        }
    }
}
