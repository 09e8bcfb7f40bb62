package org.dermoscope.benchmark.serving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointDraft;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.store.FilesystemArtifactStore;

/** A store of its own with two checkpoints, a champion and its twin, so that swapping moves no pointer of another store. */
record SwapStore(Path folder, List<String> ids) {
    private static final String TWIN = "twin";

    /** @param folder is emptied first */
    static SwapStore of(Checkpoint champion, Path folder) throws IOException {
        delete(folder);
        return new SwapStore(folder, publish(champion, new CheckpointRepository(new FilesystemArtifactStore(folder))));
    }

    /**
     * Puts a checkpoint, as champion, and its twin into an empty store.
     *
     * @return their ids, the champion's first
     */
    static List<String> publish(Checkpoint champion, CheckpointRepository repository) {
        Manifest manifest = champion.manifest();
        Map<String, byte[]> objects =
                manifest.objects().keySet().stream().collect(Collectors.toMap(Function.identity(), champion::object));
        CheckpointId id = manifest.checkpointId();
        CheckpointId twin = new CheckpointId(id.architecture(), id.timestamp(), TWIN);
        StoredManifest first = repository.publish(draft(manifest, id), objects).stored();
        repository.publish(draft(manifest, twin), objects);
        repository.moveChampion(pointerTo(first), repository.championTag());
        return List.of(id.toString(), twin.toString());
    }

    static Champion pointerTo(StoredManifest manifest) {
        return new Champion(
                Champion.SCHEMA_VERSION,
                List.of(manifest.asSoleMember()),
                "for the benchmark",
                "the benchmark",
                Instant.now(),
                false);
    }

    private static CheckpointDraft draft(Manifest manifest, CheckpointId id) {
        return new CheckpointDraft(
                id,
                manifest.createdAt(),
                manifest.network(),
                manifest.preprocessing(),
                manifest.data(),
                manifest.evaluation(),
                manifest.calibration(),
                manifest.operatingPoints(),
                manifest.abstention(),
                manifest.exports(),
                manifest.provenance(),
                manifest.goldens(),
                true);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
