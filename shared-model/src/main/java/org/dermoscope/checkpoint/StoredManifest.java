package org.dermoscope.checkpoint;

/**
 * A manifest as it lies in the store.
 *
 * @param sha256 of the manifest's bytes, in lower-case hexadecimal
 */
public record StoredManifest(Manifest manifest, String sha256) {
    public CheckpointId id() {
        return manifest.checkpointId();
    }

    /** This checkpoint as the only member of a champion. */
    public Champion.Member asSoleMember() {
        return new Champion.Member(manifest.id(), sha256, 1.0);
    }
}
