package org.dermoscope.imaging;

/** An image that is refused; the message says what was wrong, the value and what is allowed, fit for an answer. */
public final class InvalidImageException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why an image is refused. */
    public enum Reason {
        /** No bytes at all. */
        EMPTY("empty_image"),
        /** The content is of no accepted type. */
        UNSUPPORTED_TYPE("unsupported_image_type"),
        /** An accepted type, but truncated, corrupt or without pixels. */
        UNREADABLE("unreadable_image"),
        /** More bytes than allowed. */
        TOO_MANY_BYTES("image_too_large"),
        /** More pixels in the header than allowed. */
        TOO_MANY_PIXELS("too_many_pixels");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** For machines, the same in every answer and file. */
        public String code() {
            return code;
        }
    }

    private final Reason reason;

    public InvalidImageException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
