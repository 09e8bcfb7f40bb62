package org.dermoscope.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalsTest {
    /** The first four are Newcombe's examples (1998, table I, method 3); all agree with scipy's binomtest. */
    @ParameterizedTest
    @CsvSource({
        "81, 263, 0.2552885198782742, 0.36620957698280004",
        "15, 148, 0.06238639953073629, 0.16048724172330803",
        "0, 20, 0, 0.16112515805281935",
        "1, 29, 0.006113214292762667, 0.17175521879320282",
        "29, 29, 0.8830302015002592, 1",
        "1218, 1502, 0.7903322130834856, 0.8299190056148402"
    })
    void theWilsonIntervalHasItsKnownValues(int successes, int trials, double low, double high) {
        Estimate estimate = WilsonInterval.of(successes, trials);

        assertThat(estimate.value()).isEqualTo((double) successes / trials);
        assertThat(estimate.low()).isCloseTo(low, within(1e-12));
        assertThat(estimate.high()).isCloseTo(high, within(1e-12));
    }

    @Test
    void aProportionOfNothingIsRefused() {
        assertThatThrownBy(() -> WilsonInterval.of(0, 0)).hasMessageContaining("0 of 0");
        assertThatThrownBy(() -> WilsonInterval.of(3, 2)).hasMessageContaining("3 of 2");
    }

    @Test
    void percentilesAreLinearBetweenRanks() {
        double[] sorted = {1, 2, 3, 4, 10};

        assertThat(LesionBootstrap.percentile(sorted, 0)).isEqualTo(1);
        assertThat(LesionBootstrap.percentile(sorted, 0.5)).isEqualTo(3);
        assertThat(LesionBootstrap.percentile(sorted, 0.9)).isCloseTo(7.6, within(1e-12));
        assertThat(LesionBootstrap.percentile(sorted, 1)).isEqualTo(10);
    }

    @Test
    void imagesOfOneLesionAreDrawnTogether() {
        List<LabelledPrediction> twoLesions = new ArrayList<>();
        List<LabelledPrediction> hundredLesions = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            LesionClass predicted = i < 50 ? LesionClass.MEL : LesionClass.NV;
            twoLesions.add(Predictions.of(i < 50 ? "a" : "b", LesionClass.MEL, predicted));
            hundredLesions.add(Predictions.of("lesion" + i, LesionClass.MEL, predicted));
        }

        Estimate clustered =
                ClassificationReport.of(twoLesions, BootstrapSpec.DEFAULT).balancedAccuracy();
        Estimate independent =
                ClassificationReport.of(hundredLesions, BootstrapSpec.DEFAULT).balancedAccuracy();

        // Of two lesions, a quarter of the resamples has twice the good one and a quarter twice the bad one.
        assertThat(clustered).isEqualTo(new Estimate(0.5, 0, 1));
        // Of a hundred, the binomial: 0.5 ± 1.96 · 0.05.
        assertThat(independent.low()).isCloseTo(0.402, within(0.025));
        assertThat(independent.high()).isCloseTo(0.598, within(0.025));
    }

    @Test
    void aFaultlessClassifierHasABootstrapIntervalWithoutWidth() {
        int[][] counts = new int[7][7];
        counts[0][0] = 5;
        counts[5][5] = 50;

        ClassificationReport report = ClassificationReport.of(Predictions.withMatrix(counts), BootstrapSpec.DEFAULT);

        assertThat(report.balancedAccuracy()).isEqualTo(new Estimate(1, 1, 1));
        assertThat(report.macroF1()).isEqualTo(new Estimate(1, 1, 1));
    }

    @Test
    void aClassOfASingleLesionNeverLeavesTheMean() {
        int[][] counts = new int[7][7];
        counts[3][5] = 1;
        counts[5][5] = 60;

        Estimate balanced = ClassificationReport.of(Predictions.withMatrix(counts), BootstrapSpec.DEFAULT)
                .balancedAccuracy();

        assertThat(balanced).isEqualTo(new Estimate(0.5, 0.5, 0.5));
    }

    @Test
    void theSameSeedGivesTheSameIntervalsAndAnotherSeedOthers() {
        List<LabelledPrediction> predictions = Predictions.likeHam10000(3);

        Estimate first =
                ClassificationReport.of(predictions, new BootstrapSpec(500, 7)).macroF1();
        Estimate again =
                ClassificationReport.of(predictions, new BootstrapSpec(500, 7)).macroF1();
        Estimate other =
                ClassificationReport.of(predictions, new BootstrapSpec(500, 8)).macroF1();

        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }
}
