package org.dermoscope.inference.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.dermoscope.web.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineHeaderTest {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    @Test
    void shortensTheDeadlineAndNeverExtendsIt() {
        assertThat(DeadlineHeader.deadline("250", LONGEST).allowed()).isEqualTo(Duration.ofMillis(250));
        assertThat(DeadlineHeader.deadline("999999999", LONGEST).allowed()).isEqualTo(LONGEST);
        assertThat(DeadlineHeader.deadline(null, LONGEST).allowed()).isEqualTo(LONGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1.5", "1s", "5, 6", "0x10", "9999999999", "٣"})
    void refusesWhatIsNoNumberOfMilliseconds(String value) {
        ApiException refusal = catchThrowableOfType(ApiException.class, () -> DeadlineHeader.deadline(value, LONGEST));
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.code()).isEqualTo("invalid_header");
        assertThat(refusal.sentence()).contains("'" + value + "'", "allowed");
    }
}
