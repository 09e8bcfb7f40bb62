package org.dermoscope.camera.frame;

/** Publishes frames by hand. */
public final class FrameFeed {
    private final LatestFrame latest = new LatestFrame();

    public LatestFrame latest() {
        return latest;
    }

    public void publish(Frame frame) {
        latest.publish(frame);
    }

    public void end() {
        latest.end();
    }
}
