package org.dermoscope.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dermoscope.checkpoint.OperatingPoint;
import org.junit.jupiter.api.Test;

class CalibratedReportTest {
    private static final EvaluationReport REPORT = CardFacts.evaluation(CardFacts.data(false, false));

    @Test
    void operatingPointsReachTheirTargetsOnTheValidationPart() {
        assertThat(REPORT.operatingPoints())
                .extracting(OperatingPoint::targetSensitivity)
                .containsExactly(0.90, 0.95);
        for (OperatingPoint point : REPORT.operatingPoints()) {
            assertThat(point.classCode()).isEqualTo("mel");
            assertThat(point.sensitivity()).isGreaterThanOrEqualTo(point.targetSensitivity());
            assertThat(point.positives()).isEqualTo(167);
            assertThat(point.negatives()).isEqualTo(1335);
        }
        assertThat(REPORT.operatingPoints().get(1).threshold())
                .isLessThanOrEqualTo(REPORT.operatingPoints().get(0).threshold());
    }

    @Test
    void theTestPartIsMeasuredAtTheThresholdsOfTheValidationPart() {
        assertThat(REPORT.testCalibrated().operatingPoints())
                .extracting(OperatingFigures::threshold)
                .isEqualTo(REPORT.operatingPoints().stream()
                        .map(OperatingPoint::threshold)
                        .toList());
    }

    @Test
    void eachFigureLiesWithinItsInterval() {
        for (RocCurve curve : REPORT.testCalibrated().roc()) {
            assertThat(curve.auc().value())
                    .isBetween(curve.auc().low(), curve.auc().high());
        }
        for (OperatingFigures point : REPORT.testCalibrated().operatingPoints()) {
            Estimate sensitivity = java.util.Objects.requireNonNull(point.sensitivity());
            assertThat(sensitivity.value()).isBetween(sensitivity.low(), sensitivity.high());
        }
    }

    @Test
    void aPartWithoutMelanomasHasNoOperatingPoint() {
        int[][] nevi = new int[7][7];
        nevi[5][5] = 9;

        assertThat(OperatingPoints.choose(Predictions.withMatrix(nevi))).isEmpty();
    }

    @Test
    void subgroupsDivideTheTestPart() {
        assertThat(REPORT.testSubgroups()).containsOnlyKeys("sex", "age_band", "body_site", "dx_type");
        REPORT.testSubgroups()
                .forEach((attribute, groups) -> assertThat(groups.stream()
                                .mapToInt(group -> group.report().images())
                                .sum())
                        .as(attribute)
                        .isEqualTo(REPORT.test().images()));
        assertThat(REPORT.testSubgroups().get("sex"))
                .extracting(SubgroupReport::value)
                .containsExactly("female", "male");
        assertThat(REPORT.testSubgroups()
                        .getOrDefault("body_site", List.of())
                        .get(0)
                        .report()
                        .confusionMatrix())
                .isEqualTo(REPORT.test().confusionMatrix());
    }

    @Test
    void thePriorCorrectionIsThePublishedModelAtZeroAndTradesOneFigureForTheOther() {
        List<PriorCorrection> curve = REPORT.priorCorrection().test();

        assertThat(curve).hasSize(21);
        assertThat(curve.get(10))
                .isEqualTo(new PriorCorrection(
                        0,
                        REPORT.test().accuracy().value(),
                        REPORT.test().balancedAccuracy().value()));
    }

    @Test
    void aHigherPowerPredictsTheFrequentClassMoreOften() {
        int[][] counts = new int[7][7];
        counts[4][4] = 5;
        counts[5][5] = 5;
        counts[5][4] = 1;
        double[] shares = {0.01, 0.01, 0.01, 0.01, 0.05, 0.9, 0.01};

        List<PriorCorrection> curve = PriorCorrection.curve(Predictions.withMatrix(counts), shares);

        // At power 1 a confidence of 0.7 times 0.05 is less than 0.05 times 0.9: all are called nevi.
        assertThat(curve.get(20)).isEqualTo(new PriorCorrection(1, 6 / 11.0, 0.5));
        assertThat(curve.get(10)).isEqualTo(new PriorCorrection(0, 10 / 11.0, (1 + 5 / 6.0) / 2));
    }
}
