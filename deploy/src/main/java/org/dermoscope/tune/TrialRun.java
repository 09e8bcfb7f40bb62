package org.dermoscope.tune;

import org.jspecify.annotations.Nullable;

/**
 * One job of a trial.
 *
 * @param rung from 0
 * @param epochs that it may train
 * @param figures of the validation part; null unless the state is DONE
 */
public record TrialRun(
        int trial,
        int rung,
        int epochs,
        String jobId,
        State state,
        Cost cost,
        @Nullable Figures figures) {
    /** Written in lower case in JSON. */
    public enum State {
        /** Posted; it may still be queued. */
        RUNNING,
        /** Posted, and asked to end because the time is used up. */
        STOPPING,
        DONE,
        FAILED,
        /** By somebody else: the trial is out. */
        CANCELLED,
        /** Ended because the time was used up: as if it had never been begun, but for what it has cost. */
        OUT_OF_TIME
    }

    /**
     * What a job took.
     *
     * @param seconds from its start to its end
     * @param epochs that it has trained
     * @param epochSeconds of these alone, in total
     */
    public record Cost(double seconds, int epochs, double epochSeconds) {
        public static final Cost NONE = new Cost(0, 0, 0);
    }

    /**
     * How good the published weights are on the validation part.
     *
     * @param low end of the 95 % interval; null where it is not known
     * @param loss mean cross-entropy
     * @param bestEpoch whose weights they are
     */
    public record Figures(
            double balancedAccuracy,
            @Nullable Double low,
            @Nullable Double high,
            double loss,
            int bestEpoch,
            @Nullable String checkpointId) {}

    static TrialRun begun(Planned planned, String jobId) {
        return new TrialRun(
                planned.trial().number(), planned.rung(), planned.epochs(), jobId, State.RUNNING, Cost.NONE, null);
    }

    boolean done() {
        return state == State.DONE;
    }

    /** Whether the job has not ended, as far as is known. */
    public boolean open() {
        return state == State.RUNNING || state == State.STOPPING;
    }

    /** Whether it decides on its trial. */
    boolean counts() {
        return !open() && state != State.OUT_OF_TIME;
    }

    /** The figures of a run that has them. */
    public Figures requireFigures() {
        if (figures == null) {
            throw new IllegalStateException("Job " + jobId + " is " + state + " and has no figures");
        }
        return figures;
    }

    public TrialRun stopping() {
        return new TrialRun(trial, rung, epochs, jobId, State.STOPPING, cost, null);
    }

    /**
     * As it ended.
     *
     * @param end DONE, FAILED or CANCELLED; of a run that was asked to stop, CANCELLED means OUT_OF_TIME
     * @param found null unless DONE
     */
    public TrialRun ended(State end, Cost took, @Nullable Figures found) {
        State known = state == State.STOPPING && end == State.CANCELLED ? State.OUT_OF_TIME : end;
        return new TrialRun(trial, rung, epochs, jobId, known, took, found);
    }
}
