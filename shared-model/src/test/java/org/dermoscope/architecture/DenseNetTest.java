package org.dermoscope.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DenseNetTest {
    @Test
    void hasThePublishedNumberOfParameters() {
        ArchitectureSummary summary = ArchitectureSummary.of(new DenseNet());
        long classifier = 1024 * 1000 + 1000;
        long ours = 1024 * 7 + 7;
        assertThat(summary.trainable()).isEqualTo(7_978_856 - classifier + ours);
    }
}
