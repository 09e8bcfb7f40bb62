package org.dermoscope.inference.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dermoscope.web.ApiException;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final Admission admission = new Admission(1, 1);

    @Test
    void refusesWhatNeitherWorksNorMayWait() throws Exception {
        admission.enter(Deadline.after(Duration.ofSeconds(10)));
        CompletableFuture<Void> waiting =
                CompletableFuture.runAsync(() -> admission.enter(Deadline.after(Duration.ofSeconds(10))));
        while (admission.queued() == 0) {
            Thread.sleep(1);
        }
        ApiException refusal =
                catchThrowableOfType(ApiException.class, () -> admission.enter(Deadline.after(Duration.ofSeconds(10))));
        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.code()).isEqualTo("overloaded");
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        admission.leave();
        waiting.get(10, TimeUnit.SECONDS);
        admission.leave();
        admission.enter(Deadline.after(Duration.ZERO));
    }

    @Test
    void refusesAWaiterWhoseDeadlinePasses() {
        admission.enter(Deadline.after(Duration.ofSeconds(10)));
        ApiException refusal =
                catchThrowableOfType(ApiException.class, () -> admission.enter(Deadline.after(Duration.ofMillis(20))));
        assertThat(refusal.status()).isEqualTo(504);
        assertThat(refusal.sentence()).contains("20 ms");
        assertThat(admission.queued()).isZero();
    }
}
