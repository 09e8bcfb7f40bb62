package org.dermoscope.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.api.Test;

/** Expected figures of {@link #MATRIX} were computed by scikit-learn and a numpy bootstrap of 20,000 resamples. */
class ClassificationReportTest {
    private static final Offset<Double> EXACT = within(1e-12);
    private static final Offset<Double> RESAMPLED = within(0.012);
    private static final int[][] MATRIX = {
        {23, 3, 2, 4, 2, 8, 7},
        {7, 52, 1, 5, 5, 4, 3},
        {11, 7, 110, 7, 12, 8, 10},
        {0, 1, 0, 6, 2, 3, 5},
        {13, 7, 8, 14, 97, 16, 12},
        {7, 12, 19, 16, 20, 914, 18},
        {0, 1, 2, 1, 0, 1, 16}
    };
    private static final double[] PRECISION = {
        0.3770491803278688,
        0.6265060240963856,
        0.7746478873239436,
        0.11320754716981132,
        0.7028985507246377,
        0.9580712788259959,
        0.22535211267605634
    };
    private static final double[] RECALL = {
        0.46938775510204084,
        0.6753246753246753,
        0.6666666666666666,
        0.35294117647058826,
        0.5808383233532934,
        0.9085487077534792,
        0.7619047619047619
    };
    private static final double[] F1 = {
        0.41818181818181815,
        0.65,
        0.7166123778501629,
        0.17142857142857143,
        0.6360655737704918,
        0.9326530612244898,
        0.34782608695652173
    };

    @Test
    void figuresAreThoseOfScikitLearn() {
        ClassificationReport report = ClassificationReport.of(Predictions.withMatrix(MATRIX), BootstrapSpec.DEFAULT);

        assertThat(report.images()).isEqualTo(1502);
        assertThat(report.lesions()).isEqualTo(1502);
        assertThat(report.accuracy().value()).isCloseTo(0.810918774966711, EXACT);
        assertThat(report.balancedAccuracy().value()).isCloseTo(0.6308017237965008, EXACT);
        assertThat(report.macroF1().value()).isCloseTo(0.5532524984874365, EXACT);
        // 0.7 for the predicted class, 0.05 for each other.
        assertThat(report.loss()).isCloseTo(0.8556711367554659, within(1e-9));
        for (ClassFigures c : report.classes()) {
            int index = LesionClass.ofCode(c.code()).index();
            assertThat(value(c.precision())).isCloseTo(PRECISION[index], EXACT);
            assertThat(value(c.recall())).isCloseTo(RECALL[index], EXACT);
            assertThat(value(c.f1())).isCloseTo(F1[index], EXACT);
        }
    }

    @Test
    void bootstrapIntervalsAgreeWithNumpy() {
        ClassificationReport report =
                ClassificationReport.of(Predictions.withMatrix(MATRIX), new BootstrapSpec(4000, 42));

        assertThat(report.balancedAccuracy().low()).isCloseTo(0.57963791, RESAMPLED);
        assertThat(report.balancedAccuracy().high()).isCloseTo(0.68129444, RESAMPLED);
        assertThat(report.macroF1().low()).isCloseTo(0.51849087, RESAMPLED);
        assertThat(report.macroF1().high()).isCloseTo(0.58890803, RESAMPLED);
        Estimate dermatofibroma = report.classes().get(LesionClass.DF.index()).f1();
        assertThat(dermatofibroma).isNotNull();
        assertThat(dermatofibroma.low()).isCloseTo(0.06451613, RESAMPLED);
        assertThat(dermatofibroma.high()).isCloseTo(0.28169917, RESAMPLED);
    }

    @Test
    void allSevenClassesAreReportedInIndexOrderAndAbsentOnesSaidSo() {
        int[][] counts = new int[7][7];
        counts[4][4] = 3;
        counts[4][0] = 1;
        counts[5][5] = 9;

        ClassificationReport report = ClassificationReport.of(Predictions.withMatrix(counts), BootstrapSpec.DEFAULT);

        assertThat(report.classes()).extracting(ClassFigures::code).isEqualTo(LesionClass.codes());
        assertThat(report.absentClasses()).containsExactly("akiec", "bcc", "bkl", "df", "vasc");
        ClassFigures bcc = report.classes().get(1);
        assertThat(bcc.support()).isZero();
        assertThat(bcc.precision()).isNull();
        assertThat(bcc.recall()).isNull();
        assertThat(bcc.f1()).isNull();
        ClassFigures akiec = report.classes().get(0);
        assertThat(value(akiec.precision())).isZero();
        assertThat(akiec.recall()).isNull();
    }

    @Test
    void theManifestsSummaryHasTheSameFiguresWithoutAbsentClasses() {
        int[][] counts = new int[7][7];
        counts[4][4] = 3;
        counts[4][0] = 1;
        counts[5][5] = 9;
        ClassificationReport report = ClassificationReport.of(Predictions.withMatrix(counts), BootstrapSpec.DEFAULT);

        Manifest.PartSummary summary = report.toPartSummary();

        assertThat(summary.images()).isEqualTo(13);
        assertThat(summary.balancedAccuracy()).isCloseTo((0.75 + 1) / 2, EXACT);
        assertThat(summary.recall()).containsOnlyKeys("mel", "nv").containsEntry("mel", 0.75);
    }

    @Test
    void aCertainAndWrongPredictionCostsMuchButNotInfinitely() {
        LabelledPrediction wrong =
                new LabelledPrediction("i", "l", LesionClass.MEL, Predictions.of(LesionClass.NV, 1.0));

        assertThat(wrong.loss()).isCloseTo(34.538776394910684, EXACT);
    }

    @Test
    void aReportWithoutPredictionsIsRefused() {
        assertThatThrownBy(() -> ClassificationReport.of(List.of(), BootstrapSpec.DEFAULT))
                .hasMessageContaining("at least one prediction");
    }

    private static double value(@org.jspecify.annotations.Nullable Estimate estimate) {
        assertThat(estimate).isNotNull();
        return estimate.value();
    }
}
