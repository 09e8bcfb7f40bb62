package org.dermoscope.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchShapesTest {
    @Test
    void takesTheLargestWarmShapeThatTheImagesFill() {
        BatchShapes shapes = new BatchShapes(8);
        assertThat(IntStream.rangeClosed(1, 17).map(shapes::largestWithin))
                .containsExactly(1, 2, 2, 4, 4, 4, 4, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8);
        assertThat(shapes.all()).containsExactly(8, 4, 2, 1);
    }

    @Test
    void refusesALargestThatIsNoPowerOfTwo() {
        for (int largest : new int[] {-1, 0, 3, 12, 128}) {
            assertThatThrownBy(() -> new BatchShapes(largest)).hasMessageContaining("is " + largest + "; allowed:");
        }
    }
}
