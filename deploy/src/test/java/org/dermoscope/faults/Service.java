package org.dermoscope.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.dermoscope.launch.LaunchException;
import org.dermoscope.launch.ServiceProcess;
import org.jspecify.annotations.Nullable;

/** A packaged service on a port of its own that can be killed and started again. Not thread-safe but for {@link #web}. */
final class Service implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private final String module;
    private final String name;
    private final Trial trial;
    private final Setup setup;
    private final int port;
    private final Path temporary;
    private final Web web;
    private @Nullable ServiceProcess process;
    private int starts;

    /**
     * @param jvm its options
     * @param settings of the service
     */
    record Setup(List<String> jvm, Map<String, String> settings) {}

    Service(String module, String name, Trial trial, Setup setup) throws IOException {
        this.module = module;
        this.name = name;
        this.trial = trial;
        this.setup = setup;
        this.port = freePort();
        this.temporary = Files.createDirectories(trial.folder().resolve(name + "-tmp"));
        this.web = new Web(port);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    Web web() {
        return web;
    }

    /** Where it keeps its own. */
    Path state() {
        return trial.folder().resolve(name);
    }

    /** Starts it and waits until it lives. */
    Service start() throws LaunchException, IOException, InterruptedException {
        ServiceProcess started = launch();
        Await.until(name + " lives", START_LIMIT, () -> {
            started.requireAlive();
            return web.answers("/q/health/live", 200);
        });
        return this;
    }

    /** Starts it and does not wait. */
    ServiceProcess launch() throws LaunchException, IOException {
        Map<String, String> settings = new TreeMap<>(setup.settings());
        settings.put("java.io.tmpdir", temporary.toString());
        settings.put(
                "quarkus.http.body.uploads-directory",
                temporary.resolve("uploads").toString());
        Path jar = trial.options().root().resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        starts++;
        ServiceProcess started = ServiceProcess.start(
                new ServiceProcess.Start(name, jar, setup.jvm(), port, new ServiceProcess.Settings(settings, Map.of())),
                log(starts));
        process = started;
        return started;
    }

    /** Ends it as {@code kill -9} does. */
    void kill() throws InterruptedException {
        ProcessHandle handle = handle();
        handle.destroyForcibly();
        Await.until(name + " is gone", Duration.ofMinutes(1), () -> !handle.isAlive());
    }

    /** Asks it to end and waits. */
    void stop() {
        if (process != null) {
            process.close();
        }
    }

    boolean alive() {
        return handle().isAlive();
    }

    /** Resident memory in MiB. */
    double residentMebibytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + handle().pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
            }
        }
        throw new IOException("The kernel does not say how much memory " + name + " has");
    }

    /** What is alive in its heap, in MiB, after a collection of all garbage. */
    double liveHeapMebibytes() throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process collection = new ProcessBuilder(jcmd, Long.toString(handle().pid()), "GC.run")
                .redirectErrorStream(true)
                .start();
        String said = new String(collection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (collection.waitFor() != 0) {
            throw new IOException("The garbage of " + name + " could not be collected: " + said);
        }
        return web.get("/q/metrics")
                        .text()
                        .lines()
                        .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum()
                / (1024 * 1024);
    }

    /** Files it has left in its folder for temporary ones; what Java itself keeps there is not counted. */
    List<Path> temporaryFiles() throws IOException {
        try (var files = Files.walk(temporary)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !temporary
                            .relativize(file)
                            .toString()
                            .matches("(hsperfdata_|vertx-cache|.*\\.so|.*onnxruntime|javacpp).*"))
                    .toList();
        }
    }

    /** What it has written since it was started for the first time. */
    String logs() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= starts; i++) {
            text.append(new String(Files.readAllBytes(log(i)), StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    private Path log(int start) {
        return trial.folder().resolve(name + "-" + start + ".log");
    }

    private ProcessHandle handle() {
        ServiceProcess started = process;
        if (started == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return started.handle();
    }

    @Override
    public void close() throws Exception {
        if (process != null && alive()) {
            ProcessHandle handle = handle();
            handle.destroy();
            try {
                handle.onExit().get(15, TimeUnit.SECONDS);
            } catch (java.util.concurrent.TimeoutException slow) {
                handle.destroyForcibly();
            }
        }
    }
}
