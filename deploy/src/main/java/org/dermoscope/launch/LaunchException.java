package org.dermoscope.launch;

/** A launch that failed; the message is for the person at the terminal and says what to do. */
public final class LaunchException extends Exception {
    private static final long serialVersionUID = 1L;

    LaunchException(String message) {
        super(message);
    }
}
