package org.dermoscope.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A packaged Quarkus service in a process of its own, its output in a log file. Closing ends the process. */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final int LOG_TAIL = 15;

    private final String name;
    private final Process process;
    private final Path log;

    private ServiceProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * What to start.
     *
     * @param jar {@code quarkus-run.jar} of the packaged service
     * @param jvm options of the JVM
     */
    public record Start(String name, Path jar, List<String> jvm, int port, Settings settings) {}

    /**
     * @param properties of the service
     * @param environment what is set unless the caller's environment says otherwise
     */
    public record Settings(Map<String, String> properties, Map<String, String> environment) {}

    /**
     * Starts it, and does not wait until it answers.
     *
     * @param log overwritten with the output
     * @throws LaunchException if the port is in use or the service is not built
     */
    public static ServiceProcess start(Start start, Path log) throws LaunchException, IOException {
        requireFree(start.port(), start.name());
        if (!Files.isRegularFile(start.jar())) {
            throw new LaunchException(start.name() + " is not built: " + start.jar() + " is missing.");
        }
        Files.createDirectories(log.getParent());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-Dquarkus.http.port=" + start.port()));
        command.addAll(start.jvm());
        start.settings().properties().forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-jar");
        command.add(start.jar().toString());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putIfAbsent("DJL_OFFLINE", "true");
        builder.environment().putIfAbsent("OPT_OUT_TRACKING", "true");
        start.settings().environment().forEach(builder.environment()::putIfAbsent);
        return new ServiceProcess(start.name(), builder.start(), log);
    }

    private static void requireFree(int port, String name) throws LaunchException {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            socket.setReuseAddress(true);
        } catch (IOException inUse) {
            throw new LaunchException("Port " + port + ", wanted for " + name
                    + ", is in use. Stop what uses it or choose another with --port-trainer or --port-inference.");
        }
    }

    /** @throws LaunchException with the end of the log if the process has ended */
    public void requireAlive() throws LaunchException, IOException {
        if (!process.isAlive()) {
            throw new LaunchException(name + " ended with exit code " + process.exitValue() + ". The end of its log "
                    + log + ":\n" + tail());
        }
    }

    /** The operating system's process. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    private String tail() throws IOException {
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL), lines.size()));
    }

    /** Asks the process to end and waits; a process that does not end in time is killed. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
