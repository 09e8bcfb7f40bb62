package org.dermoscope.trainer.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuggestionPolicyTest {
    private static final LrRangeSpec SPEC = new LrRangeSpec(1e-6, 1, 121);

    /** @param loss smoothed, by the decimal logarithm of the rate, -6 to 0 */
    private static List<LrRangeStep> steps(DoubleUnaryOperator loss) {
        return IntStream.rangeClosed(1, SPEC.steps())
                .mapToObj(step ->
                        new LrRangeStep(step, SPEC.rate(step), 0, loss.applyAsDouble(Math.log10(SPEC.rate(step)))))
                .toList();
    }

    private static double suggestedDecade(DoubleUnaryOperator loss) {
        return Math.log10(SuggestionPolicy.suggest(steps(loss)).orElseThrow());
    }

    @Test
    void theRateOfTheSteepestFallIsSuggested() {
        // A logistic fall around 10^-3, then a rise from 10^-1 on.
        assertThat(suggestedDecade(x -> 2 / (1 + Math.exp(4 * (x + 3))) + 0.2 + Math.max(0, 20 * (x + 1))))
                .isCloseTo(-3, within(0.06));
    }

    @Test
    void aFallBehindTheLowestLossDoesNotCount() {
        // Lowest at 10^-2; behind it up and steeply down again, but not as low.
        assertThat(suggestedDecade(x -> x < -2 ? 1 - 0.1 * (x + 6) : x < -1 ? 2 + x + 2 : 3 - 2 * (x + 1)))
                .isLessThan(-2);
    }

    @Test
    void aFallWithinTheFirstTenthDoesNotCount() {
        assertThat(suggestedDecade(x -> (x < -5.7 ? 5 - 10 * (x + 5.7) : 5) - Math.max(0, 2 * (x + 2))))
                .isGreaterThan(-2.3);
    }

    @Test
    void nothingIsSuggestedWhereTheLossDoesNotFall() {
        assertThat(SuggestionPolicy.suggest(steps(x -> 2))).isEmpty();
        assertThat(SuggestionPolicy.suggest(steps(x -> 8 + x))).isEmpty();
        assertThat(SuggestionPolicy.suggest(steps(x -> 2 - 0.01 * (x + 6)))).isEmpty();
    }

    @Test
    void nothingIsSuggestedAfterTooFewSteps() {
        assertThat(SuggestionPolicy.suggest(List.of())).isEmpty();
        assertThat(SuggestionPolicy.suggest(steps(x -> -x).subList(0, 3))).isEmpty();
    }
}
