package org.dermoscope.store;

import java.util.List;
import java.util.Optional;

/**
 * Bytes by key, with conditional writes. A write is atomic: readers see the old object or the new one, never a part.
 * All implementations pass {@code ArtifactStoreContract}. Thread-safe; safe between processes on one store.
 *
 * <p>No key may be a prefix of another, as {@code a} is of {@code a/b}: a store either refuses the second of the two with a
 * {@link StoreException} or keeps both, so nothing may rely on it.
 *
 * <p>Every method throws {@link StoreException} when the store cannot be reached or fails.
 */
public interface ArtifactStore extends AutoCloseable {
    /** Writes, replacing what is there. Returns the new entity tag. */
    String put(ArtifactKey key, byte[] content);

    /** Writes only if nothing has that key. Empty when something has. */
    Optional<String> putIfAbsent(ArtifactKey key, byte[] content);

    /** Replaces only the version with that entity tag. Empty when it is another one or gone. */
    Optional<String> putIfMatch(ArtifactKey key, byte[] content, String entityTag);

    Optional<StoredArtifact> get(ArtifactKey key);

    /** Entity tag and size without the content. */
    Optional<ArtifactInfo> head(ArtifactKey key);

    /** Everything whose key starts with {@code prefix + "/"}, in key order. */
    List<ArtifactInfo> list(ArtifactKey prefix);

    /** Removes; nothing happens if it is not there. */
    void delete(ArtifactKey key);

    /** Where the store is, for people: a folder or an endpoint with its bucket; no secret in it. */
    String location();

    /** Frees connections and threads; whoever opened the store calls it. */
    @Override
    void close();
}
