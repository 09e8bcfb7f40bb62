package org.dermoscope.trainer.epoch;

/** The loss is no finite number any more; no later step could mend that. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DivergedException(String what, double loss, double learningRate) {
        super("The training has diverged: " + what + " is " + loss + " at learning rate " + learningRate
                + "; a smaller rate may help");
    }
}
