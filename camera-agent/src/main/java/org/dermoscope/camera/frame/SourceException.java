package org.dermoscope.camera.frame;

/** A source cannot be opened or read. The message is one sentence that says which, why, and what to do. */
public final class SourceException extends Exception {
    private static final long serialVersionUID = 1L;

    public SourceException(String message) {
        super(message);
    }

    public SourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
