package org.dermoscope.inference.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.dermoscope.inference.model.BatchShapes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchPolicyTest {
    private static final BatchShapes SHAPES = new BatchShapes(8);

    @ParameterizedTest(name = "{0} images, {1} arriving, {2} running: {3}")
    @CsvSource({
        "1, 0, 0, false",
        "1, 0, 1, false",
        "1, 1, 0, false",
        "1, 1, 1, true",
        "1, 2, 0, true",
        "7, 2, 0, true",
        "8, 2, 0, false",
        "9, 5, 1, false"
    })
    void waitsOnlyForImagesOnTheirWayWhileTwoProcessorsAreBusy(
            int images, int arriving, int running, boolean worthWaiting) {
        BatchPolicy policy = new BatchPolicy(2, SHAPES, Duration.ofMillis(5));
        assertThat(policy.isWorthWaiting(images, arriving, running)).isEqualTo(worthWaiting);
    }

    @Test
    void refusesNoPassAndANegativeDelay() {
        assertThatThrownBy(() -> new BatchPolicy(0, SHAPES, Duration.ZERO)).hasMessageContaining("0");
        assertThatThrownBy(() -> new BatchPolicy(1, SHAPES, Duration.ofMillis(-1)))
                .hasMessageContaining("PT-0.001S");
    }
}
