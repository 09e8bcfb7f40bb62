package org.dermoscope.trainer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScheduledRequestTest {
    private static final Optional<String> NIGHTLY = Optional.of("0 0 3 * * ?");

    @Test
    void withoutACronExpressionThereIsNoSchedule() {
        assertThat(ScheduledRequest.of(Optional.empty(), Optional.of("{}"))).isEmpty();
    }

    @Test
    void theRequestIsReadAsJson() {
        ScheduledRequest request = ScheduledRequest.of(NIGHTLY, Optional.of("{\"architecture\":\"sequential-cnn\"}"))
                .orElseThrow();
        assertThat(request.cron()).isEqualTo("0 0 3 * * ?");
        assertThat(request.body().get("architecture").textValue()).isEqualTo("sequential-cnn");
    }

    @Test
    void aScheduleWithoutARequestIsRefused() {
        assertThatThrownBy(() -> ScheduledRequest.of(NIGHTLY, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dermoscope.schedule.request is missing")
                .hasMessageContaining("{\"architecture\":\"sequential-cnn\"}");
    }

    @Test
    void aRequestThatIsNoJsonIsRefused() {
        assertThatThrownBy(() -> ScheduledRequest.of(NIGHTLY, Optional.of("sequential-cnn")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dermoscope.schedule.request is 'sequential-cnn'")
                .hasMessageContaining("not well-formed JSON");
    }
}
