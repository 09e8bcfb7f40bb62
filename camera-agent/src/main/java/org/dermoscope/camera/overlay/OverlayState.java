package org.dermoscope.camera.overlay;

import java.time.Duration;
import java.util.List;
import org.dermoscope.camera.view.ViewSettings;

/**
 * All that the overlay shows beside frame and answer.
 *
 * @param troubles of source and service, one sentence each; empty when all is well
 * @param age of the answer's frame; of no meaning without an answer
 * @param notice a short confirmation; empty for none
 * @param recording whether what is shown is being recorded
 */
public record OverlayState(
        ViewSettings view, List<String> troubles, Figures figures, Duration age, String notice, boolean recording) {
    public OverlayState {
        troubles = List.copyOf(troubles);
    }

    /**
     * @param capture frames/s
     * @param inference answers/s
     */
    public record Figures(double capture, double inference) {}
}
