package org.dermoscope.benchmark.camera;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dermoscope.checkpoint.Json;

/** The packaged agent at work with a window, and what it writes of itself each second. Closing ends it. */
final class AgentRun implements AutoCloseable {
    private final Process process;
    private final Path stats;

    private AgentRun(Process process, Path stats) {
        this.process = process;
        this.stats = stats;
    }

    /** @param arguments beside that for its statistics */
    static AgentRun start(Path application, Path work, List<String> arguments) throws IOException {
        Path stats = work.resolve("stats.jsonl");
        Files.deleteIfExists(stats);
        List<String> command = java(application);
        command.addAll(List.of("--stats", stats.toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).inheritIO().start();
        return new AgentRun(process, stats);
    }

    /** Seconds until an agent without a window has written its first line. */
    static double secondsToFirstAnswer(Path application, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = java(application);
        command.add("--headless");
        command.addAll(arguments);
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            if (output.readLine() == null) {
                throw new IllegalStateException("The agent ended with exit code " + process.waitFor());
            }
            return (System.nanoTime() - begin) / 1e9;
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static List<String> java(Path application) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                application.resolve("quarkus-run.jar").toString()));
    }

    /** The lines so far, without one that is being written. */
    List<JsonNode> lines() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("The agent ended with exit code " + process.exitValue());
        }
        List<JsonNode> lines = new ArrayList<>();
        if (Files.exists(stats)) {
            for (String line : Files.readAllLines(stats)) {
                if (line.endsWith("}")) {
                    lines.add(Json.tolerant().readTree(line));
                }
            }
        }
        return lines;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(15, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
