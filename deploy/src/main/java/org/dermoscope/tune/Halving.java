package org.dermoscope.tune;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Successive halving with a rate of three (Jamieson and Talwalkar, AISTATS 2016): of each rung the best third goes on to the
 * next, in which it is trained three times as long. Each rung trains anew, with a learning rate schedule that ends with the
 * rung: what a longer schedule has reached halfway says little of where it ends. Immutable.
 *
 * @param trials in the first rung, at least 1
 * @param epochs in the last rung, at least 1
 */
public record Halving(int trials, int epochs) {
    private static final int RATE = 3;

    /** How many there are, so that the last one has one or two trials. */
    public int rungs() {
        int rungs = 1;
        for (int left = trials; left >= RATE; left /= RATE) {
            rungs++;
        }
        return rungs;
    }

    /** Trials of a rung when all end well. */
    public int size(int rung) {
        return trials / power(rung);
    }

    /** Epochs of a rung, at least 1. */
    public int epochs(int rung) {
        return (int) Math.max(1, Math.round((double) epochs / power(rungs() - 1 - rung)));
    }

    /** What is to be done next; empty when the search has ended, or has no time for more. */
    public Optional<Planned> next(SearchState state, TimeBudget budget) {
        for (int rung = 0; rung < rungs(); rung++) {
            Optional<Planned> next = openTrials(state, rung).stream().findFirst();
            if (next.isPresent() && budget.allows(state, next.get(), rungs())) {
                return next;
            }
            if (state.ranking(rung).isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** What is still to be done in a rung, given the rungs before as they are. */
    public List<Planned> openTrials(SearchState state, int rung) {
        Set<Integer> decided =
                state.counting(rung).stream().map(TrialRun::trial).collect(Collectors.toSet());
        return candidates(state, rung).stream()
                .filter(trial -> !decided.contains(trial.number()))
                .map(trial -> new Planned(trial, rung, epochs(rung)))
                .toList();
    }

    private static List<Trial> candidates(SearchState state, int rung) {
        if (rung == 0) {
            return state.trials();
        }
        int going = Math.max(1, state.counting(rung - 1).size() / RATE);
        return state.ranking(rung - 1).stream()
                .limit(going)
                .map(run -> state.trial(run.trial()))
                .toList();
    }

    private static int power(int exponent) {
        int power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= RATE;
        }
        return power;
    }
}
