package org.dermoscope.tune;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * For how long the jobs of a search may run in total. Each rung has an equal share, and what an earlier one leaves: rungs
 * cost about the same when they are whole, so that a search that is cut short tries fewer recipes and still trains the best
 * of them for long.
 */
public record TimeBudget(Duration total) {
    /**
     * Whether a job may begin: it is expected to end within the share of its rung and of those before. The first of all,
     * of which nothing is known, may begin while there is time.
     *
     * @param rungs of the whole search
     */
    boolean allows(SearchState state, Planned planned, int rungs) {
        double spent = state.spentSeconds();
        double share = total.toSeconds() * (planned.rung() + 1.0) / rungs;
        OptionalDouble expected = state.expectedSeconds(planned.epochs());
        return expected.isPresent() ? spent + expected.getAsDouble() <= share : spent < total.toSeconds();
    }

    /** For how long a job that begins now may run. */
    public double leftSeconds(SearchState state) {
        return total.toSeconds() - state.spentSeconds();
    }
}
