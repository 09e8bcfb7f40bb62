package org.dermoscope.trainer.promotion;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.dermoscope.store.ArtifactInfo;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.StoredArtifact;

/** A store where something else happens right before the first conditional replacement. */
final class InterruptedStore implements ArtifactStore {
    private final ArtifactStore store;
    private final Runnable somethingElse;
    private final AtomicBoolean happened = new AtomicBoolean();
    private final AtomicInteger lost = new AtomicInteger();

    InterruptedStore(ArtifactStore store, Runnable somethingElse) {
        this.store = store;
        this.somethingElse = somethingElse;
    }

    /** Conditional replacements that were refused. */
    int lostWrites() {
        return lost.get();
    }

    @Override
    public Optional<String> putIfMatch(ArtifactKey key, byte[] content, String entityTag) {
        if (happened.compareAndSet(false, true)) {
            somethingElse.run();
        }
        Optional<String> written = store.putIfMatch(key, content, entityTag);
        if (written.isEmpty()) {
            lost.incrementAndGet();
        }
        return written;
    }

    @Override
    public String put(ArtifactKey key, byte[] content) {
        return store.put(key, content);
    }

    @Override
    public Optional<String> putIfAbsent(ArtifactKey key, byte[] content) {
        return store.putIfAbsent(key, content);
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
