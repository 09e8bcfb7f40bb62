package org.dermoscope.classify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.checkpoint.ObjectNames;
import org.dermoscope.checkpoint.Sha256;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.ArtifactStore;

/** A published checkpoint whose objects a test changes behind the repository's back. */
final class StoredCheckpoint {
    private final ArtifactStore store;
    private final CheckpointId id;

    StoredCheckpoint(ArtifactStore store, CheckpointId id) {
        this.store = store;
        this.id = id;
    }

    CheckpointId id() {
        return id;
    }

    Checkpoint open() {
        return new CheckpointRepository(store).open(id);
    }

    ArtifactKey key(String object) {
        return ArtifactKey.of("checkpoints", id.architecture(), id.timestamp() + "-" + id.run(), object);
    }

    byte[] read(String object) {
        return store.get(key(object)).orElseThrow().content();
    }

    void write(String object, byte[] content) {
        store.put(key(object), content);
    }

    void delete(String object) {
        store.delete(key(object));
    }

    void change(String object, UnaryOperator<byte[]> change) {
        write(object, change.apply(read(object).clone()));
    }

    /** Changes an object and what the manifest says of it, as somebody would who published it so. */
    void publishInstead(String object, byte[] content) {
        write(object, content);
        changeManifest(manifest -> ((ObjectNode) manifest.at("/objects/" + object))
                .put("sha256", Sha256.of(content))
                .put("size", content.length));
    }

    void changeManifest(Consumer<ObjectNode> change) {
        try {
            ObjectNode manifest = (ObjectNode) Json.tolerant().readTree(read(ObjectNames.MANIFEST));
            change.accept(manifest);
            write(ObjectNames.MANIFEST, manifest.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
