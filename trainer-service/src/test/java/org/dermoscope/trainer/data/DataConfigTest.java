package org.dermoscope.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DataConfigTest {
    @Test
    void publishesTheNameOfAFolderAndNotWhereItLies() {
        DataConfig published = new DataConfig("/home/someone/secret/ham10000", false, 0.01).published();
        assertThat(published).isEqualTo(new DataConfig("ham10000", false, 0.01));
    }

    @Test
    void publishesTheSampleAsItIs() {
        DataConfig sample = new DataConfig(null, true, 0.01);
        assertThat(sample.published()).isEqualTo(sample);
    }
}
