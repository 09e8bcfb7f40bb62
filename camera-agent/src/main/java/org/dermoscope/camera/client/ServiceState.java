package org.dermoscope.camera.client;

/** How what answers does. */
public enum ServiceState {
    /** Nothing was asked yet. */
    WAITING,
    /** The last answer was one. */
    ANSWERING,
    /** Nothing listens there, or the connection ended. */
    UNREACHABLE,
    /** It has no model yet. */
    NO_MODEL,
    /** It has too much to do: 429, 503 or 504. */
    OVERLOADED,
    /** No answer within the time that it was given. */
    SLOW,
    /** What it answered makes no sense. */
    NOT_UNDERSTOOD,
    /** It refused the image or the request. */
    REFUSED
}
