package org.dermoscope.benchmark.serving;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.store.MinioArtifactStore;
import org.dermoscope.store.MinioSettings;

/**
 * What limits many replicas on one store: how long one takes from start to ready and from a moved pointer to the new
 * model, what that reads, and how many looks at the pointer a MinIO server answers. Properties: {@code minio} a server,
 * {@code application} the packaged service, {@code models} a folder laid out as a store, {@code work} a folder that is empty.
 */
public final class ScaleBenchmark {
    private static final String KEY = "of-the-benchmark-only";
    private static final int STORE_PORT = 15600;
    private static final int PORT = 15601;
    private static final int TIMES = 5;
    private static final double SECONDS = 5;

    private final Path work = Path.of(property("work"));
    private final HttpClient client = HttpClient.newHttpClient();
    private final String endpoint = "http://127.0.0.1:" + STORE_PORT;

    private ScaleBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        new ScaleBenchmark().run();
    }

    private void run() throws IOException, InterruptedException, ExecutionException {
        Files.createDirectories(work.resolve("store"));
        Process minio = startStore();
        try (MinioArtifactStore store = new MinioArtifactStore(MinioSettings.of(endpoint, "dermoscope", KEY, KEY))) {
            CheckpointRepository repository = new CheckpointRepository(store);
            List<String> ids = publish(repository);
            printReads(repository, minio);
            printStart(repository);
            printHotLoads(repository, ids);
        } finally {
            minio.destroy();
            minio.waitFor();
        }
    }

    private static List<String> publish(CheckpointRepository repository) {
        try (FilesystemArtifactStore models = new FilesystemArtifactStore(Path.of(property("models")))) {
            CheckpointRepository shipped = new CheckpointRepository(models);
            StoredManifest first = shipped.list().manifests().get(0);
            return SwapStore.publish(shipped.open(first.id()), repository);
        }
    }

    private void printReads(CheckpointRepository repository, Process minio)
            throws InterruptedException, ExecutionException {
        PointerReads.of(repository, 8, SECONDS);
        for (int readers : new int[] {1, 8, 32}) {
            long before = processorNanos(minio);
            PointerReads reads = PointerReads.of(repository, readers, SECONDS);
            System.out.printf(
                    Locale.ROOT,
                    "%d readers: %.0f looks at the pointer a second, median %.2f ms, p99 %.2f ms, %.3f ms of the"
                            + " server's processor time each%n",
                    readers,
                    reads.perSecond(),
                    reads.milliseconds(0.5),
                    reads.milliseconds(0.99),
                    (processorNanos(minio) - before) / 1e6 / reads.nanos().length);
        }
    }

    private void printStart(CheckpointRepository repository) throws IOException, InterruptedException {
        double[] seconds = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            try (ServerProcess ignored = startService()) {
                seconds[i] = (System.nanoTime() - start) / 1e9;
            }
        }
        StoredManifest champion = repository.list().manifests().get(0);
        System.out.printf(
                Locale.ROOT,
                "%d starts to the first answer of a loaded model: %s s; the checkpoint has %.1f MiB%n",
                TIMES,
                listed(seconds),
                champion.manifest().objects().values().stream()
                                .mapToLong(Manifest.ObjectInfo::size)
                                .sum()
                        / 1048576.0);
    }

    private void printHotLoads(CheckpointRepository repository, List<String> ids)
            throws IOException, InterruptedException {
        double[] seconds = new double[TIMES];
        try (ServerProcess service = startService()) {
            for (int i = 0; i < TIMES; i++) {
                String id = ids.get((i + 1) % ids.size());
                StoredManifest next = repository.find(CheckpointId.parse(id)).orElseThrow();
                require(
                        repository
                                .moveChampion(SwapStore.pointerTo(next), repository.championTag())
                                .isPresent(),
                        "Somebody else moved the champion");
                long start = System.nanoTime();
                require(
                        post(service.predict().resolve("/model/reload")).statusCode() == 200,
                        "POST /model/reload was not answered with 200");
                seconds[i] = (System.nanoTime() - start) / 1e9;
                require(health(service).contains(id), "The service does not serve " + id);
            }
        }
        System.out.printf(
                Locale.ROOT, "%d hot loads, from the look at the moved pointer on: %s s%n", TIMES, listed(seconds));
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }

    private HttpResponse<String> post(URI uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + KEY)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String health(ServerProcess service) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(service.predict().resolve("/health")).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private ServerProcess startService() throws IOException, InterruptedException {
        List<String> words = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Dquarkus.http.port=" + PORT,
                "-Ddermoscope.store.type=minio",
                "-Ddermoscope.store.endpoint=" + endpoint,
                "-Ddermoscope.store.access-key=" + KEY,
                "-Ddermoscope.store.secret-key=" + KEY,
                "-Ddermoscope.operator-token=" + KEY,
                // A look at the pointer only when it is asked for, so that what is measured is the load alone.
                "-Ddermoscope.model.poll-interval=1h",
                "-jar",
                Path.of(property("application"), "quarkus-run.jar").toString());
        return ServerProcess.start(
                new ServerProcess.Command("inference", PORT, words, ServerProcess.OUR_ENVIRONMENT),
                work.resolve("inference.log"));
    }

    private Process startStore() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        property("minio"),
                        "server",
                        work.resolve("store").toString(),
                        "--address",
                        "127.0.0.1:" + STORE_PORT)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("minio.log").toFile());
        builder.environment().putAll(Map.of("MINIO_ROOT_USER", KEY, "MINIO_ROOT_PASSWORD", KEY));
        Process minio = builder.start();
        URI ready = URI.create(endpoint + "/minio/health/ready");
        for (int i = 0; i < 300 && minio.isAlive(); i++) {
            try {
                if (client.send(HttpRequest.newBuilder(ready).build(), HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200) {
                    return minio;
                }
            } catch (IOException notYet) {
                // It is still starting.
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        minio.destroy();
        throw new IllegalStateException("MinIO did not start; see " + work.resolve("minio.log"));
    }

    private static long processorNanos(Process process) {
        return process.info().totalCpuDuration().orElseThrow().toNanos();
    }

    private static String listed(double[] seconds) {
        StringBuilder text = new StringBuilder();
        for (double value : seconds) {
            text.append(text.length() == 0 ? "" : " ").append(String.format(Locale.ROOT, "%.2f", value));
        }
        return text.toString();
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), "-D" + name + " is missing");
    }
}
