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
 * @param pytorch an interpreter with PyTorch, if there is one
 * @param keras an interpreter with Keras and TensorFlow, if there is one
 * @param scripts folder of {@code pytorch_step.py} and {@code keras_step.py}
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
        Optional<String> pytorch,
        Optional<String> keras,
        Path scripts,
        Path log) {
    private static final List<String> STAGES = List.of("step", "pipeline", "growth", "epoch");

    /** From system properties {@code stages, architectures, precisions, batch, threads, rounds, steps, data, pytorch, keras, scripts}. */
    static BenchmarkOptions fromProperties() {
        List<String> stages =
                List.of(System.getProperty("stages", "step,pipeline,growth").split(","));
        for (String stage : stages) {
            if (!STAGES.contains(stage)) {
                throw new IllegalArgumentException("Unknown stage '" + stage + "'; known: " + STAGES);
            }
        }
        String architectures = System.getProperty("architectures");
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
                interpreter("pytorch"),
                interpreter("keras"),
                Path.of(System.getProperty("scripts")),
                Path.of(System.getProperty("log")));
    }

    private static Optional<String> interpreter(String name) {
        return Optional.ofNullable(System.getProperty(name)).filter(path -> !path.isEmpty());
    }

    private static int number(String name, int fallback) {
        int value = Integer.getInteger(name, fallback);
        Ranges.requireWithin(name, value, 1, 1024);
        return value;
    }
}
