package org.dermoscope.camera.window;

import java.awt.Point;
import java.awt.Rectangle;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.function.Consumer;
import org.dermoscope.camera.client.Area;
import org.jspecify.annotations.Nullable;

/** Draws a region by dragging; a click draws nothing. On the event thread. */
final class RegionDrag extends MouseAdapter {
    private final PicturePanel panel;
    private final Consumer<Area> drawn;
    private @Nullable Point start;

    RegionDrag(PicturePanel panel, Consumer<Area> drawn) {
        this.panel = panel;
        this.drawn = drawn;
    }

    @Override
    public void mousePressed(MouseEvent event) {
        start = event.getPoint();
    }

    @Override
    public void mouseDragged(MouseEvent event) {
        if (start != null) {
            Rectangle rectangle = new Rectangle(start);
            rectangle.add(event.getPoint());
            panel.setDrawing(rectangle);
        }
    }

    @Override
    public void mouseReleased(MouseEvent event) {
        if (start == null) {
            return;
        }
        double[] from = panel.inPicture(start);
        double[] to = panel.inPicture(event.getPoint());
        start = null;
        panel.setDrawing(null);
        Area area = Area.between(from[0], from[1], to[0], to[1]);
        if (area.isDeliberate()) {
            drawn.accept(area);
        }
    }
}
