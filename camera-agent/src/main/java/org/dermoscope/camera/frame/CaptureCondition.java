package org.dermoscope.camera.frame;

/**
 * How the source does.
 *
 * @param sentence for people; empty while frames come
 */
public record CaptureCondition(State state, String sentence) {
    static final CaptureCondition OPENING = new CaptureCondition(State.OPENING, "Opening the source");
    static final CaptureCondition LIVE = new CaptureCondition(State.LIVE, "");

    /** What it does. */
    public enum State {
        OPENING,
        LIVE,
        /** It disappeared and is being opened again. */
        LOST,
        /** It ended where it should. */
        ENDED,
        /** It could not be opened at all, or ended before its promised end. */
        FAILED
    }

    public boolean over() {
        return state == State.ENDED || state == State.FAILED;
    }
}
