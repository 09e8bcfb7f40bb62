package org.dermoscope.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.dermoscope.store.StoreException;
import org.dermoscope.trainer.run.RunCancelledException;
import org.junit.jupiter.api.Test;

class PatientStoreTest {
    private final AtomicInteger calls = new AtomicInteger();

    private String awayFor(int times) {
        if (calls.incrementAndGet() <= times) {
            throw new StoreException("Cannot reach the store");
        }
        return "written";
    }

    @Test
    void triesAgainUntilTheStoreIsBack() throws Exception {
        HeardRun listener = new HeardRun(Integer.MAX_VALUE);
        assertThat(new PatientStore(listener, "A test").call(() -> awayFor(2))).isEqualTo("written");
        assertThat(calls).hasValue(3);
        assertThat(listener.stages).containsOnly("waiting for the store");
    }

    @Test
    void givesUpWhenTheRunIsToEnd() {
        PatientStore store = new PatientStore(new HeardRun(0), "A test");
        assertThatThrownBy(() -> store.call(() -> awayFor(1))).isInstanceOf(RunCancelledException.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void passesOtherErrorsOn() {
        PatientStore store = new PatientStore(new HeardRun(Integer.MAX_VALUE), "A test");
        assertThatThrownBy(() -> store.call(() -> {
                    throw new IllegalStateException("another");
                }))
                .hasMessage("another");
    }
}
