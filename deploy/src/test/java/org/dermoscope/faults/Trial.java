package org.dermoscope.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dermoscope.store.MinioServer;

/** What one case works with: a folder, a seeded source of chance, and what it starts. Closing ends all of that. */
final class Trial implements AutoCloseable {
    /** Untouched heap that fills with garbage would look like memory that grows. */
    private static final List<String> WHOLE_HEAP =
            List.of("-Xms384m", "-Xmx384m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC");

    private final FaultOptions options;
    private final Path folder;
    private final Random random;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    Trial(FaultCase of, FaultOptions options) {
        this.options = options;
        this.folder = options.work().resolve(of.group() + "-" + of.name().replaceAll("[^A-Za-z0-9]+", "-"));
        this.random = new Random(options.seed());
        try {
            empty(folder);
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new AssertionError("The folder of the case cannot be made", e);
        }
    }

    private static void empty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(folder)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }

    FaultOptions options() {
        return options;
    }

    Path folder() {
        return folder;
    }

    Random random() {
        return random;
    }

    /** Ends it, the last one first, when the case has ended. */
    <T extends AutoCloseable> T ending(T resource) {
        started.push(resource);
        return resource;
    }

    MinioServer minio() {
        return ending(MinioServer.start());
    }

    /** A trainer that is not started yet, for quick jobs on a small sample. */
    Service trainer(String name, StoreAccess store) throws IOException {
        Map<String, String> settings = new TreeMap<>(store.settings());
        settings.put("dermoscope.state-dir", folder.resolve(name).toString());
        settings.put("dermoscope.operator-token", Web.TOKEN);
        settings.put("dermoscope.sample.images-per-class", "6");
        settings.put("dermoscope.steps-between-saves", "2");
        settings.put("dermoscope.lease-time-to-live", "6s");
        return ending(new Service("trainer-service", name, this, new Service.Setup(List.of("-Xmx1g"), settings)));
    }

    /** An inference service that is not started yet; its heap is resident from the start. */
    Service inference(String name, StoreAccess store) throws IOException {
        return inference(name, store, Map.of());
    }

    Service inference(String name, StoreAccess store, Map<String, String> more) throws IOException {
        Map<String, String> settings = new TreeMap<>(store.settings());
        settings.put("dermoscope.state-dir", folder.resolve(name).toString());
        settings.put("dermoscope.operator-token", Web.TOKEN);
        settings.put("dermoscope.model.poll-interval", "500ms");
        settings.putAll(more);
        return ending(new Service("inference-service", name, this, new Service.Setup(WHOLE_HEAP, settings)));
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                System.out.println("Not ended: " + e);
            }
        }
    }
}
