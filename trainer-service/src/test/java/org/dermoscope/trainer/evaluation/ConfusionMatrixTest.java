package org.dermoscope.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    /** mel: 6 of 8 found, nv: 10 of 12; two nevi called melanoma, two melanomas called nevus. All else empty. */
    private static ConfusionMatrix melanomaAndNevi() {
        int[][] counts = new int[7][7];
        counts[4][4] = 6;
        counts[4][5] = 2;
        counts[5][4] = 2;
        counts[5][5] = 10;
        return ConfusionMatrix.of(counts);
    }

    @Test
    void rowsAreTruthAndColumnsArePredictions() {
        ConfusionMatrix matrix =
                ConfusionMatrix.of(java.util.List.of(Predictions.of("a", LesionClass.MEL, LesionClass.NV)));

        assertThat(matrix.count(LesionClass.MEL, LesionClass.NV)).isEqualTo(1);
        assertThat(matrix.count(LesionClass.NV, LesionClass.MEL)).isZero();
        assertThat(matrix.counts()[4][5]).isEqualTo(1);
    }

    @Test
    void figuresAreThoseComputedByHand() {
        ConfusionMatrix matrix = melanomaAndNevi();

        assertThat(matrix.accuracy()).hasValueCloseTo(16 / 20.0, within(1e-12));
        assertThat(matrix.recall(LesionClass.MEL)).hasValueCloseTo(6 / 8.0, within(1e-12));
        assertThat(matrix.precision(LesionClass.NV)).hasValueCloseTo(10 / 12.0, within(1e-12));
        assertThat(matrix.f1(LesionClass.MEL)).hasValueCloseTo(12 / 16.0, within(1e-12));
        assertThat(matrix.balancedAccuracy()).hasValueCloseTo((6 / 8.0 + 10 / 12.0) / 2, within(1e-12));
        assertThat(matrix.macroF1()).hasValueCloseTo((12 / 16.0 + 20 / 24.0) / 2, within(1e-12));
    }

    @Test
    void aClassWithoutImagesHasNoRecallAndNoF1AndIsLeftOutOfTheMeans() {
        int[][] counts = melanomaAndNevi().counts();
        counts[4][6] = 4;
        ConfusionMatrix matrix = ConfusionMatrix.of(counts);

        assertThat(matrix.recall(LesionClass.VASC)).isEmpty();
        assertThat(matrix.f1(LesionClass.VASC)).isEmpty();
        assertThat(matrix.precision(LesionClass.VASC)).hasValue(0);
        assertThat(matrix.balancedAccuracy()).hasValueCloseTo((6 / 12.0 + 10 / 12.0) / 2, within(1e-12));
    }

    @Test
    void aClassThatIsNeverPredictedHasNoPrecisionAndF1Zero() {
        int[][] counts = melanomaAndNevi().counts();
        counts[0][4] = 3;
        ConfusionMatrix matrix = ConfusionMatrix.of(counts);

        assertThat(matrix.precision(LesionClass.AKIEC)).isEmpty();
        assertThat(matrix.f1(LesionClass.AKIEC)).hasValue(0);
        assertThat(matrix.recall(LesionClass.AKIEC)).hasValue(0);
    }

    @Test
    void anEmptyMatrixHasNoFigures() {
        ConfusionMatrix empty = ConfusionMatrix.of(new int[7][7]);

        assertThat(empty.accuracy()).isEmpty();
        assertThat(empty.balancedAccuracy()).isEmpty();
        assertThat(empty.macroF1()).isEmpty();
    }

    @Test
    void aMatrixOfAnotherShapeOrWithNegativeCountsIsRefused() {
        int[][] negative = new int[7][7];
        negative[2][3] = -1;

        assertThatThrownBy(() -> ConfusionMatrix.of(new int[6][7])).hasMessageContaining("7 rows, got 6");
        assertThatThrownBy(() -> ConfusionMatrix.of(new int[7][8])).hasMessageContaining("7 columns, got 8");
        assertThatThrownBy(() -> ConfusionMatrix.of(negative)).hasMessageContaining("-1");
    }

    @Test
    void whatIsReadFromAMatrixCannotChangeIt() {
        ConfusionMatrix matrix = melanomaAndNevi();
        matrix.counts()[4][4] = 99;

        assertThat(matrix.correct(LesionClass.MEL)).isEqualTo(6);
    }
}
