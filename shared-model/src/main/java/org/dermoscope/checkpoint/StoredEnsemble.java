package org.dermoscope.checkpoint;

/**
 * An ensemble's manifest as it lies in the store.
 *
 * @param sha256 of the manifest's bytes, in lower-case hexadecimal
 */
public record StoredEnsemble(EnsembleManifest manifest, String sha256) {
    public EnsembleId id() {
        return manifest.ensembleId();
    }

    public Champion.EnsembleReference reference() {
        return new Champion.EnsembleReference(manifest.id(), sha256);
    }
}
