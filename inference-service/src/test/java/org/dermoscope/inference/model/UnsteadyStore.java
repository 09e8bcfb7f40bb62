package org.dermoscope.inference.model;

import java.util.List;
import java.util.Optional;
import org.dermoscope.store.ArtifactInfo;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.StoreException;
import org.dermoscope.store.StoredArtifact;

/** A store that can be away. */
public final class UnsteadyStore implements ArtifactStore {
    private final ArtifactStore store;
    private volatile boolean away;
    private volatile int reads;

    public UnsteadyStore(ArtifactStore store) {
        this.store = store;
    }

    public void setAway(boolean value) {
        away = value;
    }

    /** How many objects were read in full. */
    public int reads() {
        return reads;
    }

    private ArtifactStore reach() {
        if (away) {
            throw new StoreException("Cannot reach the store", new IllegalStateException("the test says so"));
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
    public synchronized Optional<StoredArtifact> get(ArtifactKey key) {
        reads++;
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
