package org.dermoscope.trainer.job;

import java.util.List;
import java.util.Optional;
import org.dermoscope.store.ArtifactInfo;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.StoreException;
import org.dermoscope.store.StoredArtifact;

/** A store that can be out of reach for a while. */
final class SwitchableStore implements ArtifactStore {
    private final ArtifactStore store;
    volatile boolean away;

    SwitchableStore(ArtifactStore store) {
        this.store = store;
    }

    private ArtifactStore reach() {
        if (away) {
            throw new StoreException("Cannot reach the store", new IllegalStateException("switched off"));
        }
        return store;
    }

    @Override
    public String put(ArtifactKey key, byte[] content) {
        return reach().put(key, content);
    }

    @Override
    public Optional<String> putIfAbsent(ArtifactKey key, byte[] content) {
        return reach().putIfAbsent(key, content);
    }

    @Override
    public Optional<String> putIfMatch(ArtifactKey key, byte[] content, String entityTag) {
        return reach().putIfMatch(key, content, entityTag);
    }

    @Override
    public Optional<StoredArtifact> get(ArtifactKey key) {
        return reach().get(key);
    }

    @Override
    public Optional<ArtifactInfo> head(ArtifactKey key) {
        return reach().head(key);
    }

    @Override
    public List<ArtifactInfo> list(ArtifactKey prefix) {
        return reach().list(prefix);
    }

    @Override
    public void delete(ArtifactKey key) {
        reach().delete(key);
    }

    @Override
    public String location() {
        return store.location();
    }

    @Override
    public void close() {
        store.close();
    }
}
