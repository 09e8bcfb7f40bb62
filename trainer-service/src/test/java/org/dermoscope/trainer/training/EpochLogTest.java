package org.dermoscope.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.dermoscope.trainer.run.EpochMetrics;
import org.junit.jupiter.api.Test;

class EpochLogTest {
    /** Training images of HAM10000 by class, 70 % of each. */
    private static final Map<String, Integer> HAM10000 =
            Map.of("akiec", 229, "bcc", 360, "bkl", 769, "df", 81, "mel", 779, "nv", 4694, "vasc", 99);

    @Test
    void minorityClassesHaveLessThanHalfOfAnEqualShare() {
        assertThat(EpochLog.minority(HAM10000)).containsExactly("akiec", "bcc", "df", "vasc");
    }

    @Test
    void classesOfEqualSizeHaveNoMinority() {
        assertThat(EpochLog.minority(Map.of("akiec", 5, "bcc", 5, "bkl", 5, "df", 5, "mel", 5, "nv", 5, "vasc", 5)))
                .isEmpty();
    }

    @Test
    void aLineNamesTheRecallOfEachClassAndTheMinorityClasses() {
        EpochMetrics metrics = new EpochMetrics(
                2,
                0.001,
                1.23456,
                0.5,
                1.1,
                0.625,
                0.4567,
                Map.of("akiec", 0.1, "bcc", 0.2, "bkl", 0.3, "df", 0.0, "mel", 0.4, "nv", 0.9),
                17.25,
                60,
                true);
        assertThat(EpochLog.line(metrics, 30, List.of("df", "vasc")))
                .isEqualTo(
                        "epoch 2/30 (best): loss 1.2346, validation loss 1.1000, accuracy 62.5 %, balanced accuracy 45.7 %,"
                                + " recall akiec 10.0 %, bcc 20.0 %, bkl 30.0 %, df 0.0 %, mel 40.0 %, nv 90.0 %, vasc none;"
                                + " minority classes: df, vasc; 17.3 images/s");
    }
}
