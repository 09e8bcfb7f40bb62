package org.dermoscope.checkpoint;

/** A checkpoint, an ensemble, or the pointer to one, that must not be used; the message says what, the value and what is allowed. */
public final class CheckpointRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. Written in lower case in JSON. */
    public enum Reason {
        /** No manifest, hence no checkpoint and no ensemble, under that id. */
        NOT_FOUND,
        /** The manifest is no JSON, or lacks or misstates a field. */
        MANIFEST_MALFORMED,
        /** The manifest is of a schema version that this code does not read. */
        SCHEMA_VERSION_UNKNOWN,
        /** The manifest names another id than the key it was found under. */
        ID_MISMATCH,
        /** The manifest is not the one that the pointer names. */
        MANIFEST_HASH_MISMATCH,
        /** The pointer to the champion is no JSON, or lacks or misstates a field. */
        CHAMPION_MALFORMED,
        /** The manifest lists an object under a name that is no plain file name. */
        OBJECT_NAME_INVALID,
        /** The manifest lists an object that the store does not hold, or does not list one that is needed. */
        OBJECT_MISSING,
        /** An object has another size than the manifest says. */
        OBJECT_SIZE_MISMATCH,
        /** An object has another SHA-256 than the manifest says. */
        OBJECT_HASH_MISMATCH,
        /** The network's outputs are not in the class order of this platform. */
        CLASS_ORDER_MISMATCH,
        /** Statistics missing or out of range, or a resampling that this code does not implement. */
        PREPROCESSING_INVALID,
        /** No architecture has the id that the manifest names. */
        ARCHITECTURE_UNKNOWN,
        /** The architecture of that id is not the one that was trained. */
        ARCHITECTURE_MISMATCH,
        /** The weights file cannot be read. */
        WEIGHTS_MALFORMED,
        /** Parameters are missing, surplus, of another shape or of another type than the network's. */
        SHAPE_MISMATCH,
        /** A weight is NaN or infinite. */
        WEIGHTS_NOT_FINITE,
        /** The engine cannot run the network's file, or it lacks what this platform writes into one. */
        ENGINE_REFUSED,
        /** The checkpoint has no accepted network for the engine that is asked for, or for any that is there. */
        ENGINE_UNAVAILABLE,
        /** The manifest has no golden images, or one of them cannot be decoded. */
        GOLDEN_MISSING,
        /** The network does not give the probabilities that the trainer computed. */
        GOLDEN_MISMATCH,
        /** A member of an ensemble was trained on other data or another split than its manifest says. */
        MEMBERS_DIFFER,
        /** An ensemble answers one image more slowly than this service allows. */
        TOO_SLOW
    }

    private final Reason reason;
    private final String message;

    public CheckpointRejectedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
        this.message = message;
    }

    public CheckpointRejectedException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }

    public Reason reason() {
        return reason;
    }
}
