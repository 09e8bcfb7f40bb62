package org.dermoscope.tune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a search has tried so far. Immutable.
 *
 * @param runs in the order in which they were posted; all but the last have ended
 */
public record SearchState(int schemaVersion, SearchOrder order, List<Trial> trials, List<TrialRun> runs) {
    static final int SCHEMA_VERSION = 1;

    private static final Comparator<TrialRun> BETTER = Comparator.comparingDouble(
                    (TrialRun run) -> -run.requireFigures().balancedAccuracy())
            .thenComparingDouble(run -> run.requireFigures().loss())
            .thenComparingInt(TrialRun::trial);

    public SearchState {
        Objects.requireNonNull(order, "order");
        trials = List.copyOf(trials);
        runs = List.copyOf(runs);
    }

    public static SearchState begin(SearchOrder order, SearchSpace space) {
        return new SearchState(SCHEMA_VERSION, order, space.draw(order.trials(), order.seed()), List.of());
    }

    /** The job that was posted last, if it has not ended. */
    public Optional<TrialRun> openRun() {
        return runs.isEmpty()
                ? Optional.empty()
                : Optional.of(runs.get(runs.size() - 1)).filter(TrialRun::open);
    }

    public Trial trial(int number) {
        return trials.get(number - 1);
    }

    /** With one job more. */
    public SearchState posted(Planned planned, String jobId) {
        List<TrialRun> more = new ArrayList<>(runs);
        more.add(TrialRun.begun(planned, jobId));
        return new SearchState(schemaVersion, order, trials, more);
    }

    /** With the last job as it is by now. */
    public SearchState withLast(TrialRun run) {
        List<TrialRun> changed = new ArrayList<>(runs);
        changed.set(changed.size() - 1, run);
        return new SearchState(schemaVersion, order, trials, changed);
    }

    /** The runs of a rung that decide on their trials. */
    List<TrialRun> counting(int rung) {
        return runs.stream().filter(run -> run.rung() == rung && run.counts()).toList();
    }

    /**
     * The runs of a rung that have figures, the best first: by balanced accuracy on the validation part, then by its loss,
     * then by the number of the trial.
     */
    public List<TrialRun> ranking(int rung) {
        return counting(rung).stream().filter(TrialRun::done).sorted(BETTER).toList();
    }

    /** The best run of the highest rung that has one with figures. */
    public Optional<TrialRun> best() {
        for (int rung = order.halving().rungs() - 1; rung >= 0; rung--) {
            List<TrialRun> ranking = ranking(rung);
            if (!ranking.isEmpty()) {
                return Optional.of(ranking.get(0));
            }
        }
        return Optional.empty();
    }

    /** For how long the jobs that have ended have run. */
    public double spentSeconds() {
        return runs.stream().mapToDouble(run -> run.cost().seconds()).sum();
    }

    /** How long a job of so many epochs takes, by those that are done; empty before the first. */
    OptionalDouble expectedSeconds(int epochs) {
        List<TrialRun.Cost> costs = runs.stream()
                .filter(TrialRun::done)
                .map(TrialRun::cost)
                .filter(cost -> cost.epochs() > 0)
                .toList();
        if (costs.isEmpty()) {
            return OptionalDouble.empty();
        }
        double epochSeconds =
                costs.stream().mapToDouble(TrialRun.Cost::epochSeconds).sum();
        double others = costs.stream().mapToDouble(TrialRun.Cost::seconds).sum() - epochSeconds;
        double trained = costs.stream().mapToInt(TrialRun.Cost::epochs).sum();
        return OptionalDouble.of(epochs * epochSeconds / trained + Math.max(0, others) / costs.size());
    }
}
