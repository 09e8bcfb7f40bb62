package org.dermoscope.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClientLimitTest {
    private final ClientLimit limit = new ClientLimit(2);

    @Test
    void countsEachClientApartAndForgetsOneThatHasNothingInFlight() {
        assertThat(limit.enter("a")).isTrue();
        assertThat(limit.enter("a")).isTrue();
        assertThat(limit.enter("a")).isFalse();
        assertThat(limit.enter("b")).isTrue();
        limit.leave("a");
        assertThat(limit.enter("a")).isTrue();
        assertThat(limit.clients()).isEqualTo(2);
        limit.leave("a");
        limit.leave("a");
        limit.leave("b");
        assertThat(limit.clients()).isZero();
    }

    @Test
    void saysHowManyAreAllowedAndWhenToComeBack() {
        ApiException refusal = limit.tooMany();
        assertThat(refusal.status()).isEqualTo(429);
        assertThat(refusal.code()).isEqualTo("too_many_requests");
        assertThat(refusal.sentence()).contains("2 requests");
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThatThrownBy(() -> new ClientLimit(0)).hasMessageContaining("0");
    }
}
