package org.dermoscope.folder;

/** A folder that is not classified; the message is for the person at the terminal. */
public final class FolderException extends Exception {
    private static final long serialVersionUID = 1L;

    public FolderException(String message) {
        super(message);
    }

    public FolderException(String message, Throwable cause) {
        super(message, cause);
    }
}
