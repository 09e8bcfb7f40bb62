package org.dermoscope.trainer.run;

/** A run ended because {@link RunListener#cancelled()} said so. */
public final class RunCancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RunCancelledException() {
        super("The run was cancelled");
    }
}
