package org.dermoscope.benchmark.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StepComparisonTest {
    @Test
    void takesTheMiddleOfTheRoundsRatios() {
        assertThat(StepComparison.ratio(List.of(20.0, 90.0, 30.0), List.of(10.0, 10.0, 20.0)))
                .isEqualTo(2.0);
    }

    @Test
    void takesTheMeanOfTheTwoMiddleValues() {
        double[] values = {4, 1, 3, 100};
        assertThat(Medians.of(values)).isEqualTo(3.5);
        assertThat(values).containsExactly(4, 1, 3, 100);
    }
}
