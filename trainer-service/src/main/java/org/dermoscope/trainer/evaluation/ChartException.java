package org.dermoscope.trainer.evaluation;

/**
 * A picture could not be drawn; the message says which and what is missing. Figures never depend on a picture, so a
 * caller may go on without it.
 */
public final class ChartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ChartException(String message, Throwable cause) {
        super(message, cause);
    }
}
