package org.dermoscope.pretrained;

/** Weights that must not be used; the message says what is wrong with them, the value and what is allowed. */
public final class WeightsRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String message;

    public WeightsRefusedException(String message) {
        super(message);
        this.message = message;
    }

    public WeightsRefusedException(String message, Throwable cause) {
        super(message, cause);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
