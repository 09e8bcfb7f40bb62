package org.dermoscope.trainer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SingleJobRequestTest {
    private static final Optional<String> ID = Optional.of("20261126T120000Z-4f09ab");
    private static final Optional<String> BODY = Optional.of("{\"architecture\":\"sequential-cnn\"}");
    private static final Optional<String> NONE = Optional.empty();

    @Test
    void idAndBodyAreRead() {
        SingleJobRequest request = SingleJobRequest.of(ID, BODY, NONE).orElseThrow();
        assertThat(request.id()).isEqualTo("20261126T120000Z-4f09ab");
        assertThat(request.body().get("architecture").textValue()).isEqualTo("sequential-cnn");
    }

    @Test
    void neitherIsNoJobAndHalfIsRefused() {
        assertThat(SingleJobRequest.of(NONE, NONE, NONE)).isEmpty();
        assertThatThrownBy(() -> SingleJobRequest.of(ID, NONE, NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dermoscope.job.request is missing");
        assertThatThrownBy(() -> SingleJobRequest.of(NONE, BODY, NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dermoscope.job.id is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"training", "../x-abcd", "a-", "-abcd", "a b-abcd", "a--abcd", "a-abc", "a-ABCD"})
    void anIdThatCouldNotBeKeptIsRefused(String id) {
        assertThatThrownBy(() -> SingleJobRequest.of(Optional.of(id), BODY, NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dermoscope.job.id is '" + id + "'");
    }

    @Test
    void aScheduleBesideItIsRefused() {
        assertThatThrownBy(() -> SingleJobRequest.of(ID, BODY, Optional.of("0 0 3 * * ?")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dermoscope.schedule.cron is '0 0 3 * * ?'");
    }
}
