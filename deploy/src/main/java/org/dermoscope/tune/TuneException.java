package org.dermoscope.tune;

/** A search that cannot be made as asked; the message is for the person who asked. */
public final class TuneException extends Exception {
    private static final long serialVersionUID = 1L;

    TuneException(String message) {
        super(message);
    }

    TuneException(String message, Throwable cause) {
        super(message, cause);
    }
}
