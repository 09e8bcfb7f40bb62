package org.dermoscope.trainer.promotion;

/** A promotion by hand that is not possible; the message says what, the value and what is allowed, fit for an answer. */
public final class PromotionRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. Written in lower case in JSON. */
    public enum Reason {
        /** No checkpoint has that id: an answer 404. */
        UNKNOWN_CHECKPOINT,
        /** The checkpoint may not become champion: an answer 409. */
        NOT_PROMOTABLE,
        /** The checkpoint's manifest cannot be used: an answer 409. */
        UNUSABLE_CHECKPOINT,
        /** No ensemble has that id: an answer 404. */
        UNKNOWN_ENSEMBLE,
        /** The ensemble's manifest or one of its members cannot be used: an answer 409. */
        UNUSABLE_ENSEMBLE,
        /** The pointer was moved by others as often as this was tried: an answer 409, worth trying again. */
        LOST_RACE
    }

    private final Reason reason;

    public PromotionRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
