package org.dermoscope.benchmark.training;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs contenders in turns, a few steps each, round after round, so that what disturbs the machine disturbs all of them,
 * and prints medians. A ratio is the median over rounds of the other's time divided by the first one's: above 1 the first
 * is faster.
 */
final class StepComparison {
    private final BenchmarkOptions options;
    private final PrintStream out;

    StepComparison(BenchmarkOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** @param contenders the first is compared with each of the others */
    void run(List<Contender> contenders) throws IOException {
        List<ContenderProcess> processes = new ArrayList<>();
        try {
            for (Contender contender : contenders) {
                processes.add(new ContenderProcess(contender, options.log()));
            }
            for (int round = 0; round < options.rounds(); round++) {
                for (ContenderProcess process : processes) {
                    process.round(options.stepsPerRound());
                }
            }
            print(processes);
        } finally {
            processes.forEach(ContenderProcess::close);
        }
    }

    private void print(List<ContenderProcess> processes) {
        ContenderProcess first = processes.get(0);
        line("%-38s %10s %10s %10s %10s %8s", "", "median ms", "best ms", "CPU ms", "images/s", "ratio");
        for (ContenderProcess process : processes) {
            line(
                    "%-38s %10.0f %10.0f %10.0f %10.1f %8.2f",
                    process.name(),
                    process.medianMillis(),
                    process.bestMillis(),
                    process.cpuMillisPerStep(),
                    options.batch() / process.medianMillis() * 1e3,
                    ratio(process.roundMillis(), first.roundMillis()));
        }
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    static double ratio(List<Double> millis, List<Double> reference) {
        double[] ratios = new double[millis.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = millis.get(i) / reference.get(i);
        }
        return Medians.of(ratios);
    }
}
