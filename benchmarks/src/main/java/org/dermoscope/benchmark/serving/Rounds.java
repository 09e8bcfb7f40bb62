package org.dermoscope.benchmark.serving;

import java.util.Arrays;
import java.util.List;

/** Figures over several rounds: medians, and medians of each round's ratio. */
final class Rounds {
    private Rounds() {}

    interface Figure {
        double of(Load load);
    }

    static double median(List<Load> rounds, Figure figure) {
        return middle(rounds.stream().mapToDouble(figure::of).sorted().toArray());
    }

    static double ratio(List<Load> ours, List<Load> peer, Figure figure) {
        double[] ratios = new double[ours.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = figure.of(ours.get(i)) / figure.of(peer.get(i));
        }
        Arrays.sort(ratios);
        return middle(ratios);
    }

    private static double middle(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
