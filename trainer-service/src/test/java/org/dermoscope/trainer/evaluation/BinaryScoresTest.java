package org.dermoscope.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.dermoscope.classify.Prediction;
import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.api.Test;

class BinaryScoresTest {
    /** scikit-learn's example of roc_auc_score: labels 0 0 1 1, scores 0.1 0.4 0.35 0.8, area 0.75. */
    private static final BinaryScores KNOWN =
            scores(new boolean[] {false, false, true, true}, new double[] {0.1, 0.4, 0.35, 0.8});

    @Test
    void theAreaUnderTheCurveHasItsKnownValue() {
        assertThat(KNOWN.auc(KNOWN.once())).isEqualTo(0.75);
    }

    @Test
    void tiesCountHalf() {
        BinaryScores tied = scores(new boolean[] {true, false, false}, new double[] {0.5, 0.5, 0.1});

        assertThat(tied.auc(tied.once())).isEqualTo(0.75);
    }

    @Test
    void anImageThatCountsTwiceIsTwoImages() {
        BinaryScores doubled =
                scores(new boolean[] {false, false, true, true, true}, new double[] {0.1, 0.4, 0.35, 0.35, 0.8});

        assertThat(KNOWN.auc(new int[] {1, 1, 2, 1})).isCloseTo(doubled.auc(doubled.once()), within(1e-15));
    }

    @Test
    void theAreaIsThatBelowTheCorners() {
        List<LabelledPrediction> predictions = Predictions.likeHam10000(5);
        BinaryScores scores = new BinaryScores(LesionClass.MEL, predictions);
        List<RocCurve.Point> corners = scores.corners();

        double area = 0;
        for (int i = 1; i < corners.size(); i++) {
            area += (corners.get(i).falsePositiveRate() - corners.get(i - 1).falsePositiveRate())
                    * (corners.get(i).sensitivity() + corners.get(i - 1).sensitivity())
                    / 2;
        }

        assertThat(corners.get(0)).isEqualTo(new RocCurve.Point(0, 0));
        assertThat(corners.get(corners.size() - 1)).isEqualTo(new RocCurve.Point(1, 1));
        assertThat(scores.auc(scores.once())).isCloseTo(area, within(1e-12));
    }

    @Test
    void pointsOnAStraightLineAreLeftOut() {
        BinaryScores separable =
                scores(new boolean[] {true, true, true, false, false}, new double[] {0.9, 0.8, 0.7, 0.3, 0.2});

        assertThat(separable.corners())
                .containsExactly(new RocCurve.Point(0, 0), new RocCurve.Point(0, 1), new RocCurve.Point(1, 1));
    }

    @Test
    void theThresholdIsTheHighestThatReachesTheTarget() {
        boolean[] positive = new boolean[40];
        double[] score = new double[40];
        for (int i = 0; i < 40; i++) {
            positive[i] = i < 20;
            score[i] = i < 20 ? (i + 1) / 21.0 : (i - 19) / 42.0;
        }
        BinaryScores scores = scores(positive, score);
        double threshold = scores.threshold(0.9);

        assertThat(threshold).isEqualTo(3 / 21.0);
        assertThat(scores.sensitivity(threshold, scores.once())).isEqualTo(0.9);
        assertThat(scores.sensitivity(Math.nextUp(threshold), scores.once())).isLessThan(0.9);
        // Of the other images the first five score below 6/42.
        assertThat(scores.specificity(threshold, scores.once())).isEqualTo(0.25);
        assertThat(scores.threshold(1)).isEqualTo(1 / 21.0);
    }

    private static BinaryScores scores(boolean[] positive, double[] score) {
        List<LabelledPrediction> predictions = new ArrayList<>();
        for (int i = 0; i < score.length; i++) {
            double[] p = new double[7];
            p[LesionClass.MEL.index()] = score[i];
            p[LesionClass.NV.index()] = 1 - score[i];
            predictions.add(new LabelledPrediction(
                    "i" + i, "l" + i, positive[i] ? LesionClass.MEL : LesionClass.NV, new Prediction(p)));
        }
        return new BinaryScores(LesionClass.MEL, predictions);
    }
}
