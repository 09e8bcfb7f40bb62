package org.dermoscope.camera.window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.dermoscope.camera.Eventually;

/** The packaged agent with a window on a display. Closing ends it. */
final class AgentProcess implements AutoCloseable {
    private static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("dermoscope.project-root")));

    private final Process process;
    private final Path log;
    private final VirtualDisplay display;

    private AgentProcess(Process process, Path log, VirtualDisplay display) {
        this.process = process;
        this.log = log;
        this.display = display;
    }

    /** Returns when the window is there and has the keyboard. */
    static AgentProcess start(VirtualDisplay display, Path log, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                ROOT.resolve("camera-agent/target/quarkus-app/quarkus-run.jar").toString()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("DISPLAY", display.name());
        AgentProcess agent = new AgentProcess(builder.start(), log, display);
        Eventually.await("the window", () -> !agent.window().isEmpty() || !agent.process.isAlive());
        if (!agent.process.isAlive()) {
            throw new IOException("The agent ended: " + agent.output());
        }
        Thread.sleep(1000);
        display.xdotool("mousemove", "344", "300", "click", "1");
        Thread.sleep(500);
        return agent;
    }

    private String window() {
        try {
            return display.xdotool("search", "--onlyvisible", "--name", "^Dermoscope$");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    void key(String key) throws IOException, InterruptedException {
        display.xdotool("key", key);
    }

    /** What it wrote. */
    String output() throws IOException {
        return Files.readString(log);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The exit code, once it has ended. */
    int exitCode() throws InterruptedException {
        Eventually.await("the end of the agent", () -> !process.isAlive());
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(15, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
