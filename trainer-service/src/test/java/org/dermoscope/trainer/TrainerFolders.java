package org.dermoscope.trainer;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** Gives a trainer under test fresh folders, a token, a short queue and a small sample. */
public final class TrainerFolders implements QuarkusTestResourceLifecycleManager {
    public static final String TOKEN = "token-of-the-tests";
    public static final int QUEUE_CAPACITY = 2;

    private Path folder = Path.of("");

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("trainer-test-");
            Path broken = Files.createDirectories(folder.resolve("roots/broken"));
            Files.writeString(broken.resolve("metadata.csv"), "lesion_id,image_id,dx\nL1,I1,mel\nL2,I2,nv\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "dermoscope.state-dir", folder.resolve("state").toString(),
                "dermoscope.store.path", folder.resolve("store").toString(),
                "dermoscope.data-roots", folder.resolve("roots").toString(),
                "dermoscope.operator-token", TOKEN,
                "dermoscope.queue-capacity", Integer.toString(QUEUE_CAPACITY),
                "dermoscope.sample.images-per-class", "8");
    }

    @Override
    public void stop() {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
