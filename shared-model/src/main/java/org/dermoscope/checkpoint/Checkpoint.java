package org.dermoscope.checkpoint;

import java.util.Map;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;

/** A manifest with the bytes of all objects that it lists, their sizes and hashes verified. Thread-safe. */
public final class Checkpoint {
    private final StoredManifest stored;
    private final Map<String, byte[]> objects;

    Checkpoint(StoredManifest stored, Map<String, byte[]> objects) {
        this.stored = stored;
        this.objects = Map.copyOf(objects);
    }

    public CheckpointId id() {
        return stored.id();
    }

    public Manifest manifest() {
        return stored.manifest();
    }

    public StoredManifest stored() {
        return stored;
    }

    /**
     * The bytes of an object; not copied, treat as immutable.
     *
     * @throws CheckpointRejectedException if the manifest does not list it
     */
    public byte[] object(String name) {
        byte[] content = objects.get(name);
        if (content == null) {
            throw new CheckpointRejectedException(
                    Reason.OBJECT_MISSING,
                    "Checkpoint " + id() + " has no object '" + name + "'; it has "
                            + objects.keySet().stream().sorted().toList());
        }
        return content;
    }
}
