package org.dermoscope.benchmark.training;

import java.util.Arrays;
import java.util.List;

/** The middle value, or the mean of the two middle ones. */
public final class Medians {
    private Medians() {}

    static double of(List<Double> values) {
        return of(values.stream().mapToDouble(x -> x).toArray());
    }

    /** @param values at least one; not changed */
    public static double of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
