package org.dermoscope.camera.app;

import org.dermoscope.camera.client.PredictionListener;
import org.dermoscope.camera.client.ServiceFault;
import org.dermoscope.camera.client.ShownAnswer;
import org.dermoscope.camera.frame.Frame;

/** With a window the overlay says everything. */
final class SilentListener implements PredictionListener {
    @Override
    public void answered(ShownAnswer answer) {
        // The overlay reads the newest answer.
    }

    @Override
    public void failed(Frame frame, ServiceFault fault) {
        // The overlay reads the condition.
    }
}
