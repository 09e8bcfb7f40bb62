package org.dermoscope.launch;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.ChampionPointer;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.Manifest.Golden;
import org.dermoscope.store.FilesystemArtifactStore;

/**
 * An image that the champion was not trained on: one of the golden images of its checkpoint, or of an
 * ensemble's heaviest, which the trainer takes from
 * the test part or draws.
 *
 * @param fileName of the encoded image
 * @param label its class code
 * @param drawn whether a program drew it; the sample's images do not count as drawn for a model of the sample
 */
record HeldOutImage(String fileName, String label, byte[] encoded, boolean drawn) {
    /** The id of the champion of the store in this folder; empty if there is none. */
    static Optional<String> championOf(Path storeFolder) {
        try (FilesystemArtifactStore store = new FilesystemArtifactStore(storeFolder)) {
            return new CheckpointRepository(store)
                    .champion()
                    .map(pointer -> pointer.champion().id());
        }
    }

    /** The champion's held-out images, one a class where the test part had one, in class order. */
    static List<HeldOutImage> ofChampion(Path storeFolder) throws LaunchException {
        try (FilesystemArtifactStore store = new FilesystemArtifactStore(storeFolder)) {
            CheckpointRepository repository = new CheckpointRepository(store);
            ChampionPointer pointer = repository
                    .champion()
                    .orElseThrow(() -> new LaunchException("The store " + storeFolder + " holds no champion."));
            Checkpoint checkpoint = repository.open(heaviestMember(pointer));
            return checkpoint.manifest().goldens().stream()
                    .sorted(Comparator.comparing(Golden::label))
                    .map(golden -> new HeldOutImage(
                            golden.object().substring(golden.object().lastIndexOf('/') + 1),
                            golden.label(),
                            checkpoint.object(golden.object()),
                            golden.drawn()))
                    .toList();
        }
    }

    private static Champion.Member heaviestMember(ChampionPointer pointer) {
        return pointer.champion().members().get(0);
    }
}
