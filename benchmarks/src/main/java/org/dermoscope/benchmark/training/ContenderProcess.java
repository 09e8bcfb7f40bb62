package org.dermoscope.benchmark.training;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A running {@link Contender}, warmed up, and the times that it needed so far. Closing it ends the process. */
final class ContenderProcess implements AutoCloseable {
    private static final int WARM_UP = 2;

    private final Contender contender;
    private final Path log;
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter requests;
    private final String greeting;
    private final List<Double> stepMillis = new ArrayList<>();
    private final List<Double> roundMillis = new ArrayList<>();
    private double cpuMillis;

    /** @param log receives what the process writes to its standard error */
    ContenderProcess(Contender contender, Path log) throws IOException {
        this.contender = contender;
        this.log = log;
        ProcessBuilder builder =
                new ProcessBuilder(contender.command()).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(contender.environment());
        process = builder.start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        requests = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        String line = readLine();
        while (!line.startsWith("ready")) {
            line = readLine();
        }
        greeting = line.substring("ready".length()).trim();
        ask(WARM_UP);
    }

    String name() {
        return contender.name();
    }

    String greeting() {
        return greeting;
    }

    /** Times some steps; they count as one round. */
    void round(int steps) throws IOException {
        double[] millis = ask(steps);
        double[] own = Arrays.copyOf(millis, steps);
        for (double step : own) {
            stepMillis.add(step);
        }
        roundMillis.add(Medians.of(own));
        cpuMillis += millis[steps];
    }

    double medianMillis() {
        return Medians.of(stepMillis);
    }

    double bestMillis() {
        return stepMillis.stream().mapToDouble(x -> x).min().orElseThrow();
    }

    double cpuMillisPerStep() {
        return cpuMillis / stepMillis.size();
    }

    /** The median of each round, in order. */
    List<Double> roundMillis() {
        return roundMillis;
    }

    private double[] ask(int steps) throws IOException {
        requests.write(steps + "\n");
        requests.flush();
        return Arrays.stream(readLine().split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private String readLine() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException(contender.name() + " ended; its command was " + String.join(" ", contender.command())
                    + ", its log is " + log);
        }
        return line;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
