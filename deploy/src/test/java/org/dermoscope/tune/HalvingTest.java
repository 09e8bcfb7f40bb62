package org.dermoscope.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.dermoscope.tune.TrialRun.Figures;
import org.dermoscope.tune.TrialRun.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalvingTest {
    private static TimeBudget seconds(int seconds) {
        return new TimeBudget(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 16, 1, 16",
        "2, 16, 2, 16",
        "3, 16, 3 1, 5 16",
        "8, 16, 8 2, 5 16",
        "9, 16, 9 3 1, 2 5 16",
        "9, 18, 9 3 1, 2 6 18",
        "9, 4, 9 3 1, 1 1 4",
        "26, 9, 26 8 2, 1 3 9",
        "27, 1, 27 9 3 1, 1 1 1 1",
    })
    void eachRungHasAThirdOfTheTrialsAndThreeTimesTheEpochs(int trials, int last, String sizes, String epochs) {
        Halving halving = new Halving(trials, last);
        assertThat(IntStream.range(0, halving.rungs()).mapToObj(rung -> "" + halving.size(rung)))
                .containsExactly(sizes.split(" "));
        assertThat(IntStream.range(0, halving.rungs()).mapToObj(rung -> "" + halving.epochs(rung)))
                .containsExactly(epochs.split(" "));
    }

    @Test
    void theBestThirdGoesOnAndTheBestOfTheLastRungIsTheBest() {
        SearchState state = Searches.search(Searches.begin(9, 18), Searches.PLENTY);

        assertThat(Searches.posted(state, 0)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(Searches.posted(state, 1)).containsExactly(9, 8, 7);
        assertThat(Searches.posted(state, 2)).containsExactly(9);
        assertThat(state.best().orElseThrow().rung()).isEqualTo(2);
        assertThat(state.best().orElseThrow().epochs()).isEqualTo(18);
    }

    @Test
    void equalAccuracyIsDecidedByLossAndThenByTheFirst() {
        SearchState state = Searches.begin(3, 3);
        double[] losses = {0.5, 0.25, 0.25};
        for (double loss : losses) {
            Planned next = state.order().halving().next(state, Searches.PLENTY).orElseThrow();
            Figures figures = new Figures(1, null, null, loss, 1, null);
            state = Searches.ended(state, next, State.DONE, figures, 1);
        }
        assertThat(state.order()
                        .halving()
                        .next(state, Searches.PLENTY)
                        .orElseThrow()
                        .trial()
                        .number())
                .isEqualTo(2);
    }

    @Test
    void whatFailsOrIsCancelledBySomebodyIsOutAndStillCountsForTheSizeOfTheNextRung() {
        SearchState state = Searches.begin(9, 9);
        Halving halving = state.order().halving();
        for (int i = 1; i <= 9; i++) {
            Planned next = halving.next(state, Searches.PLENTY).orElseThrow();
            state = i >= 8
                    ? Searches.ended(state, next, i == 8 ? State.FAILED : State.CANCELLED, null, 1)
                    : Searches.done(state, next, i / 10.0);
        }
        assertThat(halving.openTrials(state, 1))
                .extracting(next -> next.trial().number())
                .containsExactly(7, 6, 5);
    }

    @Test
    void theSearchEndsWhenNothingOfARungHasEndedWell() {
        SearchState state = Searches.begin(3, 3);
        Halving halving = state.order().halving();
        for (int i = 0; i < 3; i++) {
            state = Searches.ended(state, halving.next(state, Searches.PLENTY).orElseThrow(), State.FAILED, null, 1);
        }
        assertThat(halving.next(state, Searches.PLENTY)).isEmpty();
        assertThat(state.best()).isEmpty();
    }

    @Test
    void aSmallBudgetTriesFewerRecipesAndStillTrainsTheBestForLong() {
        // Ten seconds an epoch: a whole search takes 9 * 20 + 3 * 60 + 180 = 540 seconds.
        assertThat(Searches.search(Searches.begin(9, 18), seconds(540)).runs()).hasSize(13);

        SearchState half = Searches.search(Searches.begin(9, 18), seconds(390));
        assertThat(Searches.posted(half, 0)).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(Searches.posted(half, 1)).containsExactly(6, 5);
        assertThat(half.spentSeconds()).isEqualTo(240);
        assertThat(half.order().halving().openTrials(half, 2)).hasSize(1);

        SearchState smaller = Searches.search(Searches.begin(9, 18), seconds(270));
        assertThat(Searches.posted(smaller, 0)).containsExactly(1, 2, 3, 4);
        assertThat(Searches.posted(smaller, 1)).containsExactly(4);
    }

    @Test
    void aLargerBudgetGoesOnWithWhatWasLeftOutAndKeepsWhatIsDone() {
        SearchState cut = Searches.search(Searches.begin(9, 18), seconds(270));
        SearchState whole = Searches.search(cut, Searches.PLENTY);

        assertThat(whole.runs()).startsWith(cut.runs().toArray(TrialRun[]::new));
        assertThat(Searches.posted(whole, 0)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(Searches.posted(whole, 1)).containsExactly(4, 9, 8, 7);
        assertThat(Searches.posted(whole, 2)).containsExactly(9);
    }

    @Test
    void aJobThatTheBudgetEndedCostsTimeAndIsDoneAgainWhenThereIsMore() {
        SearchState state = Searches.begin(3, 3);
        Halving halving = state.order().halving();
        Planned first = halving.next(state, seconds(30)).orElseThrow();
        SearchState posted = state.posted(first, "job");
        TrialRun stopping = posted.openRun().orElseThrow().stopping();
        SearchState ended =
                posted.withLast(stopping).withLast(stopping.ended(State.CANCELLED, new TrialRun.Cost(31, 0, 0), null));

        assertThat(ended.runs().get(0).state()).isEqualTo(State.OUT_OF_TIME);
        assertThat(halving.next(ended, seconds(30))).isEmpty();
        assertThat(halving.next(ended, seconds(60))).contains(first);
    }

    @Test
    void whatAJobTakesBesideItsEpochsIsExpectedOnce() {
        SearchState state = Searches.begin(2, 2);
        SearchState posted = state.posted(new Planned(state.trial(1), 0, 2), "job");
        Figures figures = new Figures(0.5, null, null, 1, 1, null);
        SearchState ended = posted.withLast(
                posted.openRun().orElseThrow().ended(State.DONE, new TrialRun.Cost(50, 2, 20), figures));

        assertThat(ended.expectedSeconds(6)).hasValue(90);
        assertThat(state.expectedSeconds(6)).isEmpty();
    }
}
