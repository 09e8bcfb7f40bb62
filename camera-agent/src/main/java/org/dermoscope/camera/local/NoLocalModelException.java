package org.dermoscope.camera.local;

/** There is no checkpoint that could answer here. The message is one sentence that says what to do. */
public final class NoLocalModelException extends Exception {
    private static final long serialVersionUID = 1L;

    NoLocalModelException(String message) {
        super(message);
    }

    NoLocalModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
