package org.dermoscope.trainer.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dermoscope.classify.Prediction;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.trainer.evaluation.LabelledPrediction;
import org.junit.jupiter.api.Test;

class GreedySelectionTest {
    private static final int MEL = LesionClass.MEL.index();
    private static final int NV = LesionClass.NV.index();

    /** One image of each class; where the candidate does not know the class, it guesses another, less sure. */
    private static Candidate knowing(String id, double sure, Integer... known) {
        List<LabelledPrediction> predictions = new ArrayList<>();
        for (LesionClass label : LesionClass.all()) {
            boolean knows = List.of(known).contains(label.index());
            int predicted = knows ? label.index() : (label.index() + 1) % LesionClass.COUNT;
            predictions.add(prediction("image-" + label.code(), label, predicted, knows ? sure : 0.4));
        }
        return new Candidate(id, predictions);
    }

    private static LabelledPrediction prediction(String image, LesionClass label, int predicted, double confidence) {
        double[] p = new double[LesionClass.COUNT];
        Arrays.fill(p, (1 - confidence) / (LesionClass.COUNT - 1));
        p[predicted] = confidence;
        return new LabelledPrediction(image, "lesion of " + image, label, new Prediction(p));
    }

    @Test
    void takesThoseThatKnowWhatTheOthersDoNot() {
        Candidate first = knowing("first", 0.9, 0, 1, 2, 3);
        Candidate second = knowing("second", 0.9, 4, 5, 6);
        Candidate same = knowing("same", 0.8, 0, 1, 2);

        SelectedEnsemble selected = GreedySelection.of(List.of(same, second, first), 3);

        assertThat(selected.taken()).containsOnlyKeys("first", "second");
        assertThat(selected.score().balancedAccuracy()).isEqualTo(1);
        assertThat(selected.beatsBestSingle()).isTrue();
        assertThat(selected.bestSingle()).isEqualTo("first");
        assertThat(selected.bestSingleScore().balancedAccuracy()).isEqualTo(4.0 / 7);
        assertThat(selected.candidates().keySet()).containsExactly("first", "second", "same");
    }

    @Test
    void takesNoMoreDifferentOnesThanAllowedAndTheSameOneAgain() {
        Candidate one = knowing("one", 0.9, 0, 1, 2);
        Candidate two = knowing("two", 0.9, 3, 4);
        Candidate three = knowing("three", 0.9, 5, 6);

        assertThat(GreedySelection.of(List.of(one, two, three), 3).score().balancedAccuracy())
                .isEqualTo(1);
        SelectedEnsemble pair = GreedySelection.of(List.of(one, two, three), 2);
        assertThat(pair.taken()).hasSize(2).containsKey("one");
        assertThat(pair.score().balancedAccuracy()).isEqualTo(5.0 / 7);
    }

    @Test
    void countsHowOftenEachWasTaken() {
        // The one that knows more is less sure: with equal weights it is overruled, taken twice it is not.
        List<LabelledPrediction> unsure = new ArrayList<>();
        List<LabelledPrediction> sure = new ArrayList<>();
        for (LesionClass label : LesionClass.all()) {
            String image = "image-" + label.code();
            boolean hard = label.index() == MEL;
            unsure.add(prediction(image, label, hard ? NV : label.index(), hard ? 0.20 : 0.50));
            sure.add(prediction(image, label, hard ? MEL : (label.index() + 1) % 7, hard ? 0.95 : 0.60));
        }

        SelectedEnsemble selected =
                GreedySelection.of(List.of(new Candidate("unsure", unsure), new Candidate("sure", sure)), 3);

        assertThat(selected.score().balancedAccuracy()).isEqualTo(1);
        assertThat(selected.taken()).containsExactlyEntriesOf(sorted(selected.taken()));
        assertThat(selected.taken().get("unsure"))
                .isGreaterThan(selected.taken().get("sure"));
        assertThat(selected.rounds())
                .isEqualTo(selected.taken().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum());
    }

    private static Map<String, Integer> sorted(Map<String, Integer> taken) {
        Map<String, Integer> sorted = new LinkedHashMap<>();
        taken.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(e -> sorted.put(e.getKey(), e.getValue()));
        return sorted;
    }

    @Test
    void doesNotPayForSeveralThatAreNoBetter() {
        Candidate best = knowing("best", 0.9, 0, 1, 2, 3, 4);
        Candidate subset = knowing("subset", 0.9, 0, 1, 2);

        SelectedEnsemble selected = GreedySelection.of(List.of(subset, best), 3);

        assertThat(selected.beatsBestSingle()).isFalse();
        assertThat(selected.bestSingle()).isEqualTo("best");
    }

    @Test
    void prefersTheLowerLossAmongEquals() {
        Candidate unsure = knowing("unsure", 0.5, 0, 1, 2, 3, 4, 5, 6);
        Candidate sure = knowing("sure", 0.9, 0, 1, 2, 3, 4, 5, 6);

        SelectedEnsemble selected = GreedySelection.of(List.of(unsure, sure), 3);

        assertThat(selected.bestSingle()).isEqualTo("sure");
        assertThat(selected.taken()).containsOnlyKeys("sure");
    }

    @Test
    void refusesPredictionsOfOtherImages() {
        Candidate one = knowing("one", 0.9, 0);
        Candidate other = new Candidate("other", one.predictions().subList(1, 7));
        assertThatThrownBy(() -> GreedySelection.of(List.of(one, other), 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other images than those of one");
    }
}
