package org.dermoscope.camera.measure;

/** What a frame passes on its way to the screen, and its answer with it. */
public enum Stage {
    /** Reading and decoding one frame; with a camera also the wait for it. */
    CAPTURE,
    /** Cutting out the region and scaling it to what is sent. */
    RESIZE,
    /** Its JPEG. */
    ENCODE,
    /** From sending the JPEG to having the answer. */
    ROUND_TRIP,
    /** The overlay. */
    DRAW,
    /** Handing the drawn frame to window and recording. */
    PRESENT,
    /** Not a stage: how old the shown answer's frame is whenever a frame is shown. */
    AGE
}
