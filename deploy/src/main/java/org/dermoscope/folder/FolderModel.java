package org.dermoscope.folder;

import java.util.Optional;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.checkpoint.OperatingPoint;
import org.dermoscope.checkpoint.ServingEngine;
import org.dermoscope.classify.CheckpointLoader;
import org.dermoscope.classify.EngineSettings;
import org.dermoscope.classify.ExplainingClassifier;
import org.dermoscope.classify.LoadedClassifier;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.imaging.ImageLimits;
import org.dermoscope.imaging.Preprocessor;
import org.dermoscope.quality.AbstentionRules;
import org.jspecify.annotations.Nullable;

/**
 * What classifies a folder. Thread-safe until closed; closing frees its native memory.
 *
 * @param id of the checkpoint
 * @param engine id of what runs it
 * @param rules null if the checkpoint has none
 * @param melanomaThreshold null if the checkpoint has none
 * @param synthetic whether it was trained on the synthetic sample, so that its answers say nothing of skin
 */
public record FolderModel(
        String id,
        String engine,
        ExplainingClassifier classifier,
        Preprocessor preprocessor,
        @Nullable AbstentionRules rules,
        @Nullable Double melanomaThreshold,
        boolean synthetic)
        implements AutoCloseable {
    /**
     * Loads a checkpoint by the path that serving takes: everything verified against the manifest and the golden images.
     *
     * @param checkpoint null for the champion
     * @param engine empty for the fastest that passes
     * @throws FolderException if the store has no champion
     * @throws CheckpointRejectedException if the checkpoint must not be used
     */
    public static FolderModel load(
            CheckpointRepository repository, @Nullable CheckpointId checkpoint, Optional<ServingEngine> engine)
            throws FolderException {
        Checkpoint opened = checkpoint == null ? repository.open(champion(repository)) : repository.open(checkpoint);
        LoadedClassifier loaded =
                new CheckpointLoader(new EngineSettings(engine, 1), new ImageDecoder(ImageLimits.DEFAULT)).load(opened);
        Manifest manifest = opened.manifest();
        return new FolderModel(
                manifest.id(),
                loaded.engine().id(),
                loaded.classifier(),
                new Preprocessor(manifest.preprocessing()),
                manifest.abstention(),
                OperatingPoint.forMelanoma(manifest.operatingPoints())
                        .map(OperatingPoint::threshold)
                        .orElse(null),
                manifest.data().synthetic());
    }

    private static Champion.Member champion(CheckpointRepository repository) throws FolderException {
        Champion champion = repository
                .champion()
                .orElseThrow(() ->
                        new FolderException("The store holds no champion; name a checkpoint, or promote one by hand"))
                .champion();
        Champion.Member first = champion.members().get(0);
        if (champion.ensemble() != null) {
            throw new FolderException("The champion is the ensemble " + champion.id()
                    + "; a folder is classified by one checkpoint: name one, such as its heaviest member "
                    + first.checkpointId());
        }
        return first;
    }

    @Override
    public void close() {
        classifier.close();
    }
}
