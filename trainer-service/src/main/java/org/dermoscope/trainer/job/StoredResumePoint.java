package org.dermoscope.trainer.job;

import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.StoreException;
import org.dermoscope.store.StoredArtifact;
import org.dermoscope.trainer.epoch.ResumePoint;
import org.dermoscope.trainer.epoch.TrainingState;
import org.dermoscope.trainer.epoch.TrainingStateCodec;
import org.jboss.logging.Logger;

/**
 * The training state of a job in the store, {@code jobs/<id>/training-state.zip}, replaced only by the lease's holder;
 * on the local disk while the store is away.
 */
final class StoredResumePoint implements ResumePoint {
    private static final Logger LOG = Logger.getLogger(StoredResumePoint.class);

    private final ArtifactStore store;
    private final ArtifactStore local;
    private final ArtifactKey key;
    private final HeldLease lease;
    private final int stepsBetweenSaves;

    StoredResumePoint(JobKeeping keeping, ArtifactStore store, ArtifactKey jobFolder, HeldLease lease) {
        this.store = store;
        this.local = keeping.local();
        this.key = jobFolder.resolve("training-state.zip");
        this.lease = lease;
        this.stepsBetweenSaves = keeping.stepsBetweenSaves();
    }

    @Override
    public int stepsBetweenSaves() {
        return stepsBetweenSaves;
    }

    @Override
    public Optional<TrainingState> last() {
        return Stream.of(store, local)
                .flatMap(where -> where.get(key).flatMap(this::decoded).stream())
                .max(Comparator.comparingLong(TrainingState::stepsTaken));
    }

    private Optional<TrainingState> decoded(StoredArtifact found) {
        try {
            return Optional.of(TrainingStateCodec.decode(found.content()));
        } catch (IOException e) {
            LOG.warnf("A state kept under %s cannot be read and is left out: %s", key, e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void save(TrainingState state) {
        byte[] content = TrainingStateCodec.encode(state);
        try {
            lease.confirm();
            store.put(key, content);
            local.delete(key);
        } catch (StoreException e) {
            LOG.warnf("The state of a training is kept on the local disk: %s", e.getMessage());
            saveLocally(content);
        }
    }

    private void saveLocally(byte[] content) {
        try {
            local.put(key, content);
        } catch (StoreException e) {
            LOG.warnf("The state of a training could not be kept, it goes on: %s", e.getMessage());
        }
    }

    @Override
    public void requireOwned() {
        lease.confirm();
    }

    /** As {@link #requireOwned}, but a store out of reach, in which nobody can have taken the job, is no reason. */
    void requireOwnedIfReachable() {
        try {
            lease.confirm();
        } catch (StoreException e) {
            LOG.warnf("The lease of a job could not be confirmed: %s", e.getMessage());
        }
    }

    /** Nothing is left to go on with. */
    void delete() {
        for (ArtifactStore where : new ArtifactStore[] {store, local}) {
            try {
                where.delete(key);
            } catch (StoreException e) {
                LOG.warnf("%s could not be deleted from %s: %s", key, where.location(), e.getMessage());
            }
        }
    }
}
