package org.dermoscope.benchmark.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.Architectures;
import org.dermoscope.architecture.Precision;
import org.dermoscope.architecture.Ranges;

/**
 * @param stages any of {@code step}, {@code pipeline}, {@code growth}, {@code epoch}
 * @param data folder of HAM10000; where it is absent, the generated sample is written there
 * @param python an interpreter with PyTorch, if there is one
 * @param script {@code pytorch_step.py}
 * @param log receives what the programs write to their standard error
 */
record BenchmarkOptions(
        List<String> stages,
        List<Architecture> architectures,
        List<Precision> precisions,
        int batch,
        int threads,
        int rounds,
        int stepsPerRound,
        Path data,
        Optional<String> python,
        Path script,
        Path log) {
    private static final List<String> STAGES = List.of("step", "pipeline", "growth", "epoch");

    /** From system properties {@code stages, architectures, precisions, batch, threads, rounds, steps, data, python, script}. */
    static BenchmarkOptions fromProperties() {
        List<String> stages =
                List.of(System.getProperty("stages", "step,pipeline,growth").split(","));
        for (String stage : stages) {
            if (!STAGES.contains(stage)) {
                throw new IllegalArgumentException("Unknown stage '" + stage + "'; known: " + STAGES);
            }
        }
        String architectures = System.getProperty("architectures");
        String python = System.getProperty("python", "");
        return new BenchmarkOptions(
                stages,
                architectures == null
                        ? Architectures.all()
                        : List.of(architectures.split(",")).stream()
                                .map(Architectures::byId)
                                .toList(),
                List.of(System.getProperty("precisions", "fp32,bf16").split(",")).stream()
                        .map(name -> Precision.valueOf(name.toUpperCase(Locale.ROOT)))
                        .toList(),
                number("batch", 32),
                number("threads", Runtime.getRuntime().availableProcessors()),
                number("rounds", 7),
                number("steps", 2),
                Path.of(System.getProperty("data")),
                python.isEmpty() ? Optional.empty() : Optional.of(python),
                Path.of(System.getProperty("script")),
                Path.of(System.getProperty("log")));
    }

    private static int number(String name, int fallback) {
        int value = Integer.getInteger(name, fallback);
        Ranges.requireWithin(name, value, 1, 1024);
        return value;
    }
}
