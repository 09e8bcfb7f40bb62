package org.dermoscope.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.dermoscope.architecture.ScheduleSpec.CyclicMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningRateScheduleTest {
    @ParameterizedTest
    @CsvSource({
        "0, .001, .001, .001",
        "1, .02575, .02575, .023275",
        "2, .0505, .0505, .041095",
        "3, .07525, .07525, .0551283",
        "4, .1, .1, .0659539",
        "5, .07525, .07525, .0448439",
        "6, .0505, .0505, .0273063",
        "7, .02575, .02575, .0128378",
        "8, .001, .001, .001",
        "9, .02575, .013375, .0105887",
        "10, .0505, .02575, .0182596",
        "11, .07525, .038125, .0243004",
        "12, .1, .0505, .0289605"
    })
    void followsThePublishedCyclesInEveryMode(long it, double triangular, double triangular2, double expRange) {
        assertThat(cyclic(CyclicMode.TRIANGULAR, 1).rate(it)).isCloseTo(triangular, within(1e-12));
        assertThat(cyclic(CyclicMode.TRIANGULAR2, 1).rate(it)).isCloseTo(triangular2, within(1e-12));
        assertThat(cyclic(CyclicMode.EXP_RANGE, 0.9).rate(it)).isCloseTo(expRange, within(5e-8));
    }

    @Test
    void countsHalfACycleInEpochs() {
        LearningRateSchedule schedule = LearningRateSchedule.of(ScheduleSpec.triangular(0.001, 0.01, 2), 1, 5, 9);
        assertThat(schedule.rate(10)).isCloseTo(0.01, within(1e-12));
        assertThat(schedule.rate(20)).isCloseTo(0.001, within(1e-12));
    }

    @Test
    void keepsAConstantRate() {
        LearningRateSchedule schedule = LearningRateSchedule.of(ScheduleSpec.constant(), 0.02, 5, 9);
        schedule.onValidation(1);
        assertThat(schedule.rate(0)).isEqualTo(0.02);
        assertThat(schedule.rate(1_000_000)).isEqualTo(0.02);
    }

    @Test
    void halvesTheRateWhenTheLossStaysAtItsLowest() {
        LearningRateSchedule schedule = LearningRateSchedule.of(ScheduleSpec.plateau(0.5, 2, 1e-6), 0.1, 5, 9);
        schedule.onValidation(1.0);
        schedule.onValidation(1.2);
        assertThat(schedule.rate(0)).isEqualTo(0.1);
        schedule.onValidation(1.0);
        assertThat(schedule.rate(0)).isEqualTo(0.05);
        schedule.onValidation(1.1);
        assertThat(schedule.rate(0)).isEqualTo(0.05);
        schedule.onValidation(0.5);
        schedule.onValidation(0.6);
        assertThat(schedule.rate(0)).isEqualTo(0.05);
    }

    @Test
    void neverFallsBelowTheMinimum() {
        LearningRateSchedule schedule = LearningRateSchedule.of(ScheduleSpec.plateau(0.1, 1, 0.02), 0.1, 5, 9);
        for (int i = 0; i < 5; i++) {
            schedule.onValidation(1);
        }
        assertThat(schedule.rate(0)).isEqualTo(0.02);
    }

    @Test
    void neverRisesToAMinimumAboveTheStart() {
        LearningRateSchedule schedule = LearningRateSchedule.of(ScheduleSpec.plateau(0.1, 1, 0.02), 0.01, 5, 9);
        schedule.onValidation(1);
        schedule.onValidation(1);
        assertThat(schedule.rate(0)).isEqualTo(0.01);
    }

    @Test
    void goesOnFromItsState() {
        ScheduleSpec spec = ScheduleSpec.plateau(0.5, 2, 1e-6);
        LearningRateSchedule first = LearningRateSchedule.of(spec, 0.1, 5, 9);
        first.onValidation(1);
        first.onValidation(2);
        LearningRateSchedule second = LearningRateSchedule.of(spec, 0.1, 5, 9);
        second.restore(first.state());
        second.onValidation(2);
        assertThat(second.rate(0)).isEqualTo(0.05);
    }

    @Test
    void refusesTheStateOfAnotherKind() {
        LearningRateSchedule plateau = LearningRateSchedule.of(ScheduleSpec.plateau(0.5, 2, 1e-6), 0.1, 5, 9);
        assertThatThrownBy(() -> plateau.restore(Map.of("rate", 1.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("waited");
        assertThatThrownBy(() -> LearningRateSchedule.of(ScheduleSpec.constant(), 0.1, 5, 9)
                        .restore(plateau.state()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0", // six of 24 steps of warm-up
        "1, .0166666667",
        "3, .05",
        "6, .1", // .001 and .099 times half of one plus the cosine of 0 degrees
        "9, .0933682575", // of 30
        "12, .07525", // of 60
        "15, .0505", // of 90
        "18, .02575", // of 120
        "21, .0076317425", // of 150
        "24, .001",
        "99, .001"
    })
    void warmsUpFromZeroAndFallsAlongACosine(long it, double rate) {
        LearningRateSchedule schedule = LearningRateSchedule.of(ScheduleSpec.cosine(1.5, 0.001), 0.1, 4, 6);
        assertThat(schedule.rate(it)).isCloseTo(rate, within(1e-9));
    }

    @Test
    void beginsACosineAtItsTopWithoutWarmUp() {
        LearningRateSchedule schedule = LearningRateSchedule.of(ScheduleSpec.cosine(0, 0), 0.1, 4, 1);
        assertThat(schedule.rate(0)).isEqualTo(0.1);
        assertThat(schedule.rate(2)).isCloseTo(0.05, within(1e-12));
    }

    @Test
    void spendsTheWholeRunOnAWarmUpThatIsAsLong() {
        LearningRateSchedule schedule = LearningRateSchedule.of(ScheduleSpec.cosine(2, 0), 0.1, 4, 2);
        assertThat(schedule.rate(6)).isCloseTo(0.075, within(1e-12));
        assertThat(schedule.rate(8)).isEqualTo(0.1);
    }

    @Test
    void refusesAWarmUpLongerThanTheRunOfACosineOnly() {
        assertThatThrownBy(() -> ScheduleSpec.cosine(3, 0).requireFits(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("schedule.warmup_epochs is 3.0; allowed: 0.0 to 2.0");
        ScheduleSpec.cosine(2, 0).requireFits(2);
        new ScheduleSpec(ScheduleSpec.Kind.CONSTANT, 0.5, 4, 1e-6, CyclicMode.TRIANGULAR, 0.001, 0.1, 1, 1, 3, 0.1)
                .requireFits(2);
    }

    @ParameterizedTest
    @CsvSource({
        "0, .01",
        "4, .05",
        "8, .09",
        "12, .05",
        "15, .02",
        "16, .01",
        "18, .0055",
        "19, .00325",
        "20, .001",
        "99, .001"
    })
    void makesOneCycleAndFallsToTheMinimumInWhatIsLeft(long it, double rate) {
        ScheduleSpec spec = new ScheduleSpec(
                ScheduleSpec.Kind.ONE_CYCLE, 0.5, 4, 0.001, CyclicMode.TRIANGULAR, 0.01, 0.09, 1, 1, 0, 0.2);
        assertThat(LearningRateSchedule.of(spec, 1, 4, 5).rate(it)).isCloseTo(rate, within(1e-12));
    }

    @Test
    void leavesATenthOfARunAfterOneCycleUnlessToldOtherwise() {
        LearningRateSchedule schedule =
                LearningRateSchedule.of(ScheduleSpec.oneCycle(0.01, 0.1, 0.001), 1, 4, 5); // 18 of 20 steps
        assertThat(schedule.rate(9)).isCloseTo(0.1, within(1e-12));
        assertThat(schedule.rate(18)).isCloseTo(0.01, within(1e-12));
        assertThat(schedule.rate(19)).isCloseTo(0.0055, within(1e-12));
    }

    private static LearningRateSchedule cyclic(CyclicMode mode, double gamma) {
        ScheduleSpec spec = new ScheduleSpec(ScheduleSpec.Kind.CYCLIC, 0.5, 4, 1e-6, mode, 0.001, 0.1, 1, gamma);
        return LearningRateSchedule.of(spec, 1, 4, 9);
    }
}
