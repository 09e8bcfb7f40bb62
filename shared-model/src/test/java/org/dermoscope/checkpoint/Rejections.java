package org.dermoscope.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;

/** Asserts why something is rejected. */
public final class Rejections {
    private Rejections() {}

    public static AbstractThrowableAssert<?, ? extends Throwable> assertRejected(Reason reason, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CheckpointRejectedException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
