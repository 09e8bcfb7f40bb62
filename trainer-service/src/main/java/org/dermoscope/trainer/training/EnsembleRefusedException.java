package org.dermoscope.trainer.training;

import java.util.Locale;

/** Candidates that make no ensemble; the message says which, and what is allowed, fit for an answer. */
public final class EnsembleRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        UNKNOWN_CHECKPOINT,
        NOT_PROMOTABLE,
        /** Trained on another data set than the one that is named. */
        DIFFERENT_DATA,
        /** Divided in another way than the first candidate's. */
        DIFFERENT_SPLIT,
        TOO_FEW_CANDIDATES
    }

    private final Reason reason;

    EnsembleRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** The machine-readable code of an answer. */
    public String code() {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}
