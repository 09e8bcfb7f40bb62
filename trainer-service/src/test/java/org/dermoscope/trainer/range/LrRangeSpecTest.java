package org.dermoscope.trainer.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LrRangeSpecTest {
    @Test
    void theRateGrowsByTheSameFactorFromTheMinimumToTheMaximum() {
        LrRangeSpec spec = new LrRangeSpec(1e-6, 1, 61);
        assertThat(spec.rate(1)).isEqualTo(1e-6);
        assertThat(spec.rate(11)).isCloseTo(1e-5, within(1e-15));
        assertThat(spec.rate(31)).isCloseTo(1e-3, within(1e-13));
        assertThat(spec.rate(61)).isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 100, lr_range.min_learning_rate is 0.0; allowed: above 0 to 1.0",
        "NaN, 1, 100, lr_range.min_learning_rate is NaN; allowed: above 0 to 1.0",
        "0.5, 0.5, 100, lr_range.max_learning_rate is 0.5; allowed: 1.0 to 10.0",
        "0.5, 11, 100, lr_range.max_learning_rate is 11.0; allowed: 1.0 to 10.0",
        "0.001, 1, 19, lr_range.steps is 19; allowed: 20 to 10000"
    })
    void whatCannotBeTestedIsRefused(double min, double max, int steps, String sentence) {
        assertThatThrownBy(() -> new LrRangeSpec(min, max, steps))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }
}
