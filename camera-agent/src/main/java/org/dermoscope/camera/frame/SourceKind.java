package org.dermoscope.camera.frame;

/** What kind of thing frames are read from. */
public enum SourceKind {
    /** A camera of this machine. */
    DEVICE(true),
    /** A video file. */
    FILE(false),
    /** RTSP, HTTP or another URL. */
    STREAM(true),
    /** A folder of image files. */
    FOLDER(false);

    private final boolean live;

    SourceKind(boolean live) {
        this.live = live;
    }

    /** Whether it has no end, sets the pace itself, and is opened again when it disappears. */
    public boolean live() {
        return live;
    }
}
