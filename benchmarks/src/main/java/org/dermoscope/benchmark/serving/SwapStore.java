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
        CheckpointRepository repository = new CheckpointRepository(new FilesystemArtifactStore(folder));
        Manifest manifest = champion.manifest();
        Map<String, byte[]> objects =
                manifest.objects().keySet().stream().collect(Collectors.toMap(Function.identity(), champion::object));
        StoredManifest first = repository
                .publish(draft(manifest, manifest.checkpointId()), objects)
                .stored();
        CheckpointId id = manifest.checkpointId();
        CheckpointId twin = new CheckpointId(id.architecture(), id.timestamp(), TWIN);
        repository.publish(draft(manifest, twin), objects);
        Champion pointer = new Champion(
                Champion.SCHEMA_VERSION,
                List.of(first.asSoleMember()),
                "for the benchmark",
                "the benchmark",
                Instant.now(),
                false);
        repository.moveChampion(pointer, repository.championTag());
        return new SwapStore(folder, List.of(id.toString(), twin.toString()));
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
