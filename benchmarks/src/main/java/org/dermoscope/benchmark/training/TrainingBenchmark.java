package org.dermoscope.benchmark.training;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.Precision;

/** Speed and memory of training beside PyTorch, started by {@code benchmarks/training/run}. */
public final class TrainingBenchmark {
    private final BenchmarkOptions options;
    private final Contenders contenders;
    private final PrintStream out;

    private TrainingBenchmark(BenchmarkOptions options, PrintStream out) {
        this.options = options;
        this.contenders = new Contenders(options);
        this.out = out;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        new TrainingBenchmark(BenchmarkOptions.fromProperties(), out).run();
    }

    private void run() throws IOException, InterruptedException {
        out.printf(
                "Batch %d, %d threads, %d rounds of %d steps in turns, Java %s%s%n",
                options.batch(),
                options.threads(),
                options.rounds(),
                options.stepsPerRound(),
                System.getProperty("java.version"),
                options.pytorch().isPresent() ? "" : "; no Python with PyTorch, so without the comparison");
        for (Architecture architecture : options.architectures()) {
            for (Precision precision : options.precisions()) {
                measure(architecture, precision);
            }
        }
    }

    private void measure(Architecture architecture, Precision precision) throws IOException, InterruptedException {
        if (options.stages().contains("step")) {
            compareSteps(architecture, precision);
        }
        if (options.stages().contains("pipeline")) {
            comparePipeline(architecture, precision);
        }
        if (options.stages().contains("growth")) {
            measureGrowth(architecture, precision);
        }
        if (options.stages().contains("epoch")) {
            measureEpoch(architecture, precision);
        }
    }

    private void compareSteps(Architecture architecture, Precision precision) throws IOException {
        heading(architecture, precision + " training step; ratio: how many times as fast our bare step is");
        List<Contender> all = new ArrayList<>();
        all.add(contenders.bare(architecture, precision));
        all.add(contenders.bareWithDefaultAllocator(architecture, precision));
        all.addAll(contenders.pytorch(architecture, precision));
        contenders.keras(architecture).ifPresent(all::add);
        new StepComparison(options, out).run(all);
    }

    private void comparePipeline(Architecture architecture, Precision precision) throws IOException {
        heading(
                architecture,
                precision + " pipeline with augmentation; ratio: its speed over the bare step's, 0.95 required");
        new StepComparison(options, out)
                .run(List.of(contenders.pipeline(architecture, precision), contenders.bare(architecture, precision)));
    }

    private void measureEpoch(Architecture architecture, Precision precision) throws IOException, InterruptedException {
        heading(architecture, precision + ": one whole epoch, at most 6 GiB allowed");
        List<String> program = contenders.java(
                EpochProgram.class, architecture, precision, options.data().toString());
        passOn(program, Contenders.ONE_HEAP);
    }

    private void measureGrowth(Architecture architecture, Precision precision)
            throws IOException, InterruptedException {
        List<String> program = contenders.java(
                GrowthProgram.class, architecture, precision, "", "-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");
        heading(architecture, precision + ": resident memory over 500 small steps, at most 2 % change allowed");
        passOn(program, Contenders.ONE_HEAP);
        heading(architecture, "the same with the default allocator");
        passOn(program, Map.of());
    }

    private void heading(Architecture architecture, String what) {
        out.println();
        out.println(architecture.id() + ": " + what);
    }

    private void passOn(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.appendTo(options.log().toFile()));
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new IOException(
                    "Exit code " + code + " of " + String.join(" ", command) + "; its log is " + options.log());
        }
    }
}
