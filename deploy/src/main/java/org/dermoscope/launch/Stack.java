package org.dermoscope.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Both services as processes on one folder as store. Closing ends both and may be repeated. Thread-safe. */
final class Stack implements AutoCloseable {
    /**
     * glibc gives a training's tensors, up to some 80 MB each, back to the kernel at every step by default and gets them
     * back a page fault for every 4 KiB; here it keeps them in one heap of huge pages. Other C libraries ignore it.
     */
    private static final Map<String, String> ONE_HEAP = Map.of(
            "GLIBC_TUNABLES",
            "glibc.malloc.arena_max=1:glibc.malloc.mmap_threshold=4294967296:glibc.malloc.trim_threshold=17179869184"
                    + ":glibc.malloc.top_pad=67108864:glibc.malloc.hugetlb=1");

    /**
     * A decoded image is an array of a megabyte, which G1 gives regions of its own and then looks through the whole heap for
     * garbage again and again.
     */
    private static final List<String> SERVING = List.of("-Xmx512m", "-XX:+UseSerialGC");

    /**
     * Requests share the processors; a pass of oneDNN with a thread for each would be in the others' way. What a network has in
     * native memory goes back to the kernel when another takes its place, instead of staying behind in glibc's heaps in pieces.
     */
    private static final Map<String, String> SERVED = Map.of(
            "OMP_NUM_THREADS",
            "1",
            "GLIBC_TUNABLES",
            "glibc.malloc.arena_max=2:glibc.malloc.mmap_threshold=1048576:glibc.malloc.trim_threshold=4194304");

    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration SWAP_LIMIT = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 200;
    private static final long SIGNAL_MILLIS = 300;

    private final Path root;
    private final LaunchOptions options;
    private final ServiceClient trainer;
    private final ServiceClient inference;
    private final List<ServiceProcess> processes = new ArrayList<>();
    private boolean closed;
    private volatile boolean interrupted;

    Stack(Path root, LaunchOptions options) {
        this.root = root;
        this.options = options;
        CallerToken token = new CallerToken(System.getenv(), operatorToken(root));
        this.trainer = new ServiceClient(options.trainerPort(), token);
        this.inference = new ServiceClient(options.inferencePort(), token);
    }

    ServiceClient trainer() {
        return trainer;
    }

    ServiceClient inference() {
        return inference;
    }

    /** Where logs, token and sample lie. */
    Path folder() {
        return root.resolve("data");
    }

    Path operatorToken() {
        return operatorToken(root);
    }

    /** Where the services of this folder keep the token that they make on their first start. */
    static Path operatorToken(Path root) {
        return root.resolve("data").resolve("operator-token");
    }

    Path log(String service) {
        return folder().resolve("logs").resolve(service + ".log");
    }

    /**
     * Starts both and waits until both answer.
     *
     * @param data the folder that a job may name, null for the generated sample only
     */
    void start(@Nullable Path data) throws LaunchException, IOException, InterruptedException {
        Map<String, String> shared = new LinkedHashMap<>();
        shared.put("dermoscope.store.type", "filesystem");
        shared.put("dermoscope.store.path", options.store().toString());
        shared.put("dermoscope.state-dir", folder().toString());
        Map<String, String> training = new LinkedHashMap<>(shared);
        if (data != null) {
            training.put("dermoscope.data-roots", data.toString());
        }
        Path references = root.resolve("reference-models");
        if (!options.trainingRequested() && Files.isDirectory(references)) {
            training.put("dermoscope.reference-models", references.toString());
        }
        launch(
                "trainer-service",
                List.of("-Xmx2g"),
                options.trainerPort(),
                new ServiceProcess.Settings(training, ONE_HEAP));
        awaitAnswer(trainer);
        launch("inference-service", SERVING, options.inferencePort(), new ServiceProcess.Settings(shared, SERVED));
        awaitAnswer(inference);
    }

    private void launch(String name, List<String> jvm, int port, ServiceProcess.Settings settings)
            throws LaunchException, IOException {
        Path jar = root.resolve(name).resolve("target").resolve("quarkus-app").resolve("quarkus-run.jar");
        synchronized (this) {
            if (closed) {
                throw new LaunchException("Stopped.");
            }
            processes.add(ServiceProcess.start(new ServiceProcess.Start(name, jar, jvm, port, settings), log(name)));
        }
    }

    private void awaitAnswer(ServiceClient service) throws LaunchException, IOException, InterruptedException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < end) {
            requireAlive();
            try {
                if (service.get("/q/health/live").status() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                Thread.sleep(POLL_MILLIS);
            }
        }
        throw new LaunchException(service.url("/q/health/live") + " did not answer within " + START_LIMIT.toSeconds()
                + " s; see the logs in " + folder().resolve("logs") + ".");
    }

    /** Waits until inference-service serves this checkpoint. */
    void awaitModel(String checkpointId) throws LaunchException, IOException, InterruptedException {
        long end = System.nanoTime() + SWAP_LIMIT.toNanos();
        JsonNode health;
        do {
            requireAlive();
            health = inference.get("/health").expect(200, "GET /health");
            if (checkpointId.equals(health.path("model").asText())) {
                return;
            }
            Thread.sleep(POLL_MILLIS);
        } while (System.nanoTime() < end);
        throw new LaunchException("inference-service did not load " + checkpointId + " within " + SWAP_LIMIT.toSeconds()
                + " s; its health says: " + health);
    }

    /** @throws LaunchException with the end of its log if a service has ended */
    void requireAlive() throws LaunchException, IOException {
        List<ServiceProcess> started;
        synchronized (this) {
            started = List.copyOf(processes);
        }
        for (ServiceProcess process : started) {
            process.requireAlive();
        }
    }

    /** Whether Ctrl-C or a signal, rather than a failure, ended the services: both receive it at about the same time. */
    boolean interrupted() throws InterruptedException {
        Thread.sleep(SIGNAL_MILLIS);
        return interrupted;
    }

    /** Ends both services because this process was told to end. */
    void interrupt() {
        interrupted = true;
        close();
    }

    @Override
    public void close() {
        Stream<ServiceProcess> started;
        synchronized (this) {
            closed = true;
            started = List.copyOf(processes).stream();
        }
        started.parallel().forEach(ServiceProcess::close);
    }
}
