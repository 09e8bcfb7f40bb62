package org.dermoscope.graph;

/** A network has a part that cannot be exported; the message names it. */
public final class UnsupportedBlockException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnsupportedBlockException(String message) {
        super(message);
    }
}
