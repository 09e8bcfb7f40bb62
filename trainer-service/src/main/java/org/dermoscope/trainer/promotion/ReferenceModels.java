package org.dermoscope.trainer.promotion;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.trainer.run.RunConfig.PromotionMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checkpoints that come with the software, in a folder that is laid out as a store is. A store without any checkpoint
 * takes them over, so that the first prediction needs no training; the best becomes champion by the rules that hold for
 * every checkpoint. Several trainers may do so at a time: they write the same bytes.
 */
public final class ReferenceModels {
    private static final Logger LOG = LoggerFactory.getLogger(ReferenceModels.class);

    /** So that no lesser one is champion until the best has been copied. */
    private static final Comparator<StoredManifest> BEST_FIRST = Comparator.<StoredManifest>comparingDouble(
                    model -> Contender.of(model).figure())
            .reversed();

    private final Path folder;
    private final CheckpointRepository repository;
    private final Promoter promoter;

    /** @throws IllegalArgumentException if there is no such folder */
    public ReferenceModels(Path folder, CheckpointRepository repository, Promoter promoter) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "dermoscope.reference-models is '" + folder + "'; allowed: a folder, or no setting");
        }
        this.folder = folder;
        this.repository = repository;
        this.promoter = promoter;
    }

    /**
     * Does nothing where the store has a checkpoint or a champion already.
     *
     * @throws org.dermoscope.checkpoint.CheckpointRejectedException if one of them is not as its manifest says
     * @throws org.dermoscope.store.StoreException when a store cannot be reached or fails
     */
    public void seed() {
        if (repository.championTag().isPresent()
                || !repository.list().manifests().isEmpty()) {
            return;
        }
        try (FilesystemArtifactStore store = new FilesystemArtifactStore(folder)) {
            CheckpointRepository source = new CheckpointRepository(store);
            List<StoredManifest> models = new ArrayList<>(source.list().manifests());
            models.sort(BEST_FIRST);
            for (StoredManifest model : models) {
                repository.copy(model.id(), source);
                PromotionDecision decision = promoter.promoteIfBetter(model, PromotionMode.AUTO);
                LOG.info("Took over the reference model {}. {}", model.id(), decision.reason());
            }
        }
    }
}
