package org.dermoscope.camera.sink;

import java.awt.image.BufferedImage;
import org.dermoscope.camera.frame.Frame;

/** Is given every annotated frame, one after the other, on the thread that draws. */
public interface FrameSink {
    /** @param annotated is not written to again */
    void show(BufferedImage annotated, Frame frame);
}
