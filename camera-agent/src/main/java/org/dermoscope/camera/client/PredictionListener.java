package org.dermoscope.camera.client;

import org.dermoscope.camera.frame.Frame;

/** Is told what became of each frame that was asked about. Called on the threads that ask. */
public interface PredictionListener {
    void answered(ShownAnswer answer);

    void failed(Frame frame, ServiceFault fault);
}
