package org.dermoscope.checkpoint;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.dermoscope.store.ArtifactInfo;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.StoreException;
import org.dermoscope.store.StoredArtifact;

/** A store that refuses to write some keys, as if the process had died or the disk were full just then. */
final class FailingStore implements ArtifactStore {
    private final ArtifactStore store;
    private final Predicate<ArtifactKey> failing;

    FailingStore(ArtifactStore store, Predicate<ArtifactKey> failing) {
        this.store = store;
        this.failing = failing;
    }

    private void fail(ArtifactKey key) {
        if (failing.test(key)) {
            throw new StoreException("Cannot write " + key, new IllegalStateException("as the test wants it"));
        }
    }

    @Override
    public String put(ArtifactKey key, byte[] content) {
        fail(key);
        return store.put(key, content);
    }

    @Override
    public Optional<String> putIfAbsent(ArtifactKey key, byte[] content) {
        fail(key);
        return store.putIfAbsent(key, content);
    }

    @Override
    public Optional<String> putIfMatch(ArtifactKey key, byte[] content, String entityTag) {
        fail(key);
        return store.putIfMatch(key, content, entityTag);
    }

    @Override
    public Optional<StoredArtifact> get(ArtifactKey key) {
        return store.get(key);
    }

    @Override
    public Optional<ArtifactInfo> head(ArtifactKey key) {
        return store.head(key);
    }

    @Override
    public List<ArtifactInfo> list(ArtifactKey prefix) {
        return store.list(prefix);
    }

    @Override
    public void delete(ArtifactKey key) {
        fail(key);
        store.delete(key);
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
