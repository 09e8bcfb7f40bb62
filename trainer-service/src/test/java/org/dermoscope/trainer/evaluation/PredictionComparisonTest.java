package org.dermoscope.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dermoscope.classify.Prediction;
import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.api.Test;

class PredictionComparisonTest {
    @Test
    void comparesImageByImage() {
        List<LabelledPrediction> reference = List.of(mel(0.6, 0.4), mel(0.7, 0.3), nv(0.2, 0.8), nv(0.9, 0.1));
        List<LabelledPrediction> actual = List.of(mel(0.55, 0.45), mel(0.4, 0.6), nv(0.2, 0.8), nv(0.9, 0.1));
        PredictionComparison comparison = PredictionComparison.of(actual, reference);
        assertThat(comparison.images()).isEqualTo(4);
        assertThat(comparison.largestDifference()).isCloseTo(0.3, within(1e-12));
        assertThat(comparison.agreement()).isEqualTo(0.75);
        assertThat(comparison.balancedAccuracy()).isEqualTo(0.5);
        assertThat(comparison.referenceBalancedAccuracy()).isEqualTo(0.75);
    }

    private static LabelledPrediction mel(double mel, double nv) {
        return prediction(LesionClass.MEL, mel, nv);
    }

    private static LabelledPrediction nv(double mel, double nv) {
        return prediction(LesionClass.NV, mel, nv);
    }

    private static LabelledPrediction prediction(LesionClass label, double mel, double nv) {
        double[] p = new double[LesionClass.COUNT];
        p[LesionClass.MEL.index()] = mel;
        p[LesionClass.NV.index()] = nv;
        return new LabelledPrediction("image", "lesion", label, new Prediction(p));
    }
}
