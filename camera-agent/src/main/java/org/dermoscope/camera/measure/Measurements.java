package org.dermoscope.camera.measure;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** Durations by stage, kept until they are taken. Thread-safe. */
public final class Measurements {
    private static final int MOST = 4096;

    private final Map<Stage, Durations> durations = new EnumMap<>(Stage.class);

    public Measurements() {
        for (Stage stage : Stage.values()) {
            durations.put(stage, new Durations());
        }
    }

    public void add(Stage stage, long nanos) {
        of(stage).add(nanos);
    }

    /** What was added since the last call, in milliseconds. */
    public Summary take(Stage stage) {
        return of(stage).take();
    }

    private Durations of(Stage stage) {
        Durations found = durations.get(stage);
        if (found == null) {
            throw new IllegalStateException("Every stage has its durations");
        }
        return found;
    }

    /**
     * @param count durations; the newest 4096 count for the rest
     * @param mean in milliseconds; 0 for none, as the others
     * @param p95 nearest rank
     */
    public record Summary(long count, double mean, double p50, double p95, double max) {
        static Summary of(long count, long[] sorted) {
            if (sorted.length == 0) {
                return new Summary(0, 0, 0, 0, 0);
            }
            return new Summary(
                    count,
                    Arrays.stream(sorted).average().orElse(0) / 1e6,
                    rank(sorted, 0.5),
                    rank(sorted, 0.95),
                    sorted[sorted.length - 1] / 1e6);
        }

        private static double rank(long[] sorted, double share) {
            return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)] / 1e6;
        }
    }

    /** The newest durations of one stage. */
    private static final class Durations {
        private final long[] nanos = new long[MOST];
        private long count;

        synchronized void add(long duration) {
            nanos[(int) (count++ % MOST)] = duration;
        }

        synchronized Summary take() {
            long[] kept = Arrays.copyOf(nanos, (int) Math.min(count, MOST));
            Arrays.sort(kept);
            Summary summary = Summary.of(count, kept);
            count = 0;
            return summary;
        }
    }
}
