package org.dermoscope.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClientRatesTest {
    private final AtomicLong now = new AtomicLong();
    private final ClientRates rates = new ClientRates(2, 4, now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void aFullBucketIsEmptiedAtOnceAndFillsAtTheRate() {
        for (int i = 0; i < 4; i++) {
            assertThat(rates.take("a")).isTrue();
        }
        assertThat(rates.take("a")).isFalse();
        assertThat(rates.has("a")).isFalse();
        assertThat(rates.take("b")).as("another client").isTrue();
        pass(Duration.ofMillis(499));
        assertThat(rates.take("a")).isFalse();
        pass(Duration.ofMillis(2));
        assertThat(rates.has("a")).isTrue();
        assertThat(rates.take("a")).isTrue();
        assertThat(rates.take("a")).isFalse();
        assertThat(rates.pause()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void aBucketHoldsNoMoreThanItsBurst() {
        rates.take("a");
        pass(Duration.ofDays(300));
        for (int i = 0; i < 4; i++) {
            assertThat(rates.take("a")).isTrue();
        }
        assertThat(rates.take("a")).isFalse();
    }

    @Test
    void manyClientsTakeNoMoreMemoryThanThoseThatAreKept() {
        for (int i = 0; i < ClientRates.MAX_CLIENTS + 100; i++) {
            rates.take("client " + i);
        }
        assertThat(rates.clients()).isEqualTo(ClientRates.MAX_CLIENTS);
    }
}
