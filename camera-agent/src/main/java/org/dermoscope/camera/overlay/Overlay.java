package org.dermoscope.camera.overlay;

import java.awt.image.BufferedImage;
import org.dermoscope.camera.client.ShownAnswer;
import org.dermoscope.camera.frame.Pixels;
import org.jspecify.annotations.Nullable;

/**
 * Draws what is known onto a copy of the frame. A pure function: the same frame, answer and state give the same picture.
 * Thread-safe.
 */
public final class Overlay {
    private Overlay() {}

    /**
     * @param frame {@code TYPE_3BYTE_BGR}; is not changed
     * @param shown null before the first answer
     * @return of the frame's size
     */
    public static BufferedImage draw(BufferedImage frame, @Nullable ShownAnswer shown, OverlayState state) {
        BufferedImage picture = Pixels.blank(frame.getWidth(), frame.getHeight());
        System.arraycopy(Pixels.bytes(frame), 0, Pixels.bytes(picture), 0, Pixels.bytes(picture).length);
        try (Canvas canvas = new Canvas(picture)) {
            if (shown != null && state.view().evidence()) {
                EvidenceLayer.draw(canvas, shown.timed());
            }
            RegionOutline.draw(canvas, state.view().region().in(frame.getWidth(), frame.getHeight()), state.view());
            AnswerPanel.draw(canvas, shown, state);
            Strips.draw(canvas, shown, state);
            Footer.draw(canvas, shown, state);
            Corner.draw(canvas, state);
            if (state.view().help()) {
                HelpPanel.draw(canvas);
            }
        }
        return picture;
    }
}
