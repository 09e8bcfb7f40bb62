package org.dermoscope.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.dermoscope.taxonomy.LesionClass;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EnsembleMeanTest {
    private static final EnsembleMean MEAN = new EnsembleMean(List.of(0.75, 0.25), 1);
    private static final Prediction ONE = new Prediction(new double[] {0.4, 0.6, 0, 0, 0, 0, 0});
    private static final Prediction TWO = new Prediction(new double[] {0.8, 0, 0.2, 0, 0, 0, 0});

    @Test
    void weighsProbabilities() {
        assertThat(MEAN.of(List.of(ONE, TWO)).probabilities())
                .containsExactly(new double[] {0.5, 0.45, 0.05, 0, 0, 0, 0}, within(1e-15));
    }

    @Test
    void scalesTheMeanAndNotItsMembers() {
        Prediction mean = MEAN.of(List.of(ONE, TWO));
        assertThat(new EnsembleMean(List.of(0.75, 0.25), 2)
                        .of(List.of(ONE, TWO))
                        .probabilities())
                .containsExactly(mean.atTemperature(2).probabilities(), within(1e-15));
    }

    @Test
    void givesEvidenceThatSumsToItsLogits() {
        NetworkAnswer mean = MEAN.answer(List.of(answer(ONE, 1, 2), answer(TWO, 5, 2)));
        Evidence evidence = Objects.requireNonNull(mean.evidence());
        for (LesionClass lesion : LesionClass.all()) {
            float sum = evidence.bias()[lesion.index()];
            for (float contribution : evidence.of(lesion)) {
                sum += contribution;
            }
            assertThat(sum).isCloseTo(mean.logits()[lesion.index()], within(1e-5f));
            assertThat(sum).isCloseTo(2 * (0.75f + 5 * 0.25f) + 2, within(1e-5f));
        }
    }

    @Test
    void hasNoEvidenceWhereTheGridsDifferOrANetworkGivesNone() {
        assertThat(MEAN.answer(List.of(answer(ONE, 1, 2), answer(TWO, 1, 3))).evidence())
                .isNull();
        assertThat(MEAN.answer(List.of(answer(ONE, 1, 2), answer(TWO, 1, 0))).evidence())
                .isNull();
        assertThat(MEAN.answer(List.of(answer(ONE, 1, 0), answer(TWO, 1, 2))).evidence())
                .isNull();
    }

    @Test
    void refusesWeightsThatAreNoSharesAndAnswersThatAreNotOneEach() {
        assertThatThrownBy(() -> new EnsembleMean(List.of(0.5, 0.25), 1)).hasMessageContaining("sum to 1");
        assertThatThrownBy(() -> MEAN.of(List.of(ONE))).hasMessage("1 answers of 2 networks");
    }

    /** A map of one row, whose every position contributes the same to every class, above a bias of 2. */
    private static NetworkAnswer answer(Prediction prediction, float contribution, int positions) {
        float[] contributions = new float[LesionClass.COUNT * positions];
        Arrays.fill(contributions, contribution);
        float[] bias = new float[LesionClass.COUNT];
        Arrays.fill(bias, 2);
        float[] logits = new float[LesionClass.COUNT];
        Arrays.fill(logits, contribution * positions + 2);
        @Nullable Evidence evidence = positions == 0 ? null : new Evidence(1, positions, contributions, bias);
        return new NetworkAnswer(prediction, logits, evidence);
    }
}
