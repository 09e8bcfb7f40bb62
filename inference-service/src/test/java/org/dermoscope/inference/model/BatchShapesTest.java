package org.dermoscope.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BatchShapesTest {
    @Test
    void splitsEveryCountIntoWarmShapesOnly() {
        BatchShapes shapes = new BatchShapes(8);
        for (int images = 0; images <= 64; images++) {
            assertThat(shapes.split(images)).allMatch(shapes.all()::contains);
            assertThat(shapes.split(images).stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(images);
        }
        assertThat(shapes.split(15)).containsExactly(8, 4, 2, 1);
        assertThat(shapes.split(17)).containsExactly(8, 8, 1);
    }

    @Test
    void refusesALargestThatIsNoPowerOfTwo() {
        for (int largest : new int[] {-1, 0, 3, 12, 128}) {
            assertThatThrownBy(() -> new BatchShapes(largest)).hasMessageContaining("is " + largest + "; allowed:");
        }
    }
}
