package org.dermoscope.inference.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FormMemoryTest {
    @Test
    void takesFormsUntilAllOfThemHaveTheirMemoryAndAgainWhenOneIsGone() {
        FormMemory memory = new FormMemory(100, 250);
        assertThat(memory.take(100)).isTrue();
        assertThat(memory.take(100)).isTrue();
        assertThat(memory.take(51)).isFalse();
        assertThat(memory.take(50)).isTrue();
        assertThat(memory.take(1)).isFalse();
        assertThat(memory.taken()).isEqualTo(250);
        memory.give(100);
        assertThat(memory.take(100)).isTrue();
        assertThat(memory.taken()).isEqualTo(250);
    }

    @Test
    void leavesAFormThatIsTooLargeToFiles() {
        FormMemory memory = new FormMemory(100, 250);
        assertThat(memory.take(101)).isFalse();
        assertThat(memory.taken()).isZero();
        assertThat(new FormMemory(0, 0).take(1)).isFalse();
    }

    @Test
    void refusesLimitsThatCannotBe() {
        assertThatThrownBy(() -> new FormMemory(-1, 10)).hasMessageContaining("-1 bytes in 10 bytes");
        assertThatThrownBy(() -> new FormMemory(11, 10)).hasMessageContaining("11 bytes in 10 bytes");
        assertThatThrownBy(() -> new FormMemory(1L << 31, 1L << 40)).hasMessageContaining("2147483647");
    }
}
