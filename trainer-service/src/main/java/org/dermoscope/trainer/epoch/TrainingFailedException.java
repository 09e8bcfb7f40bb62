package org.dermoscope.trainer.epoch;

/** A training ended by an error after at least one epoch. */
public final class TrainingFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient TrainingOutcome outcome;
    private final RuntimeException reason;

    TrainingFailedException(RuntimeException reason, TrainingOutcome outcome) {
        super(reason);
        this.reason = reason;
        this.outcome = outcome;
    }

    /** What the finished epochs gave; the network holds the best one's weights. */
    public TrainingOutcome outcome() {
        return outcome;
    }

    public RuntimeException reason() {
        return reason;
    }
}
