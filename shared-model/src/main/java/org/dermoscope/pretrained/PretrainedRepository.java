package org.dermoscope.pretrained;

import java.io.IOException;
import java.util.Optional;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.checkpoint.Sha256;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.StoreException;

/**
 * Imported weights in an {@link ArtifactStore}, at most one set an architecture; the only place that knows their keys.
 * Thread-safe, and safe between processes on one store. Does not own the store.
 *
 * <p>Every method throws {@link StoreException} when the store cannot be reached or fails.
 */
public final class PretrainedRepository {
    private static final ArtifactKey PRETRAINED = ArtifactKey.of("pretrained");

    private final ArtifactStore store;

    public PretrainedRepository(ArtifactStore store) {
        this.store = store;
    }

    /** Takes the place of what the architecture had. The weights exist with the last write, their description. */
    public void publish(PretrainedWeights pretrained) {
        String architecture = pretrained.info().architecture();
        store.delete(description(architecture));
        store.put(weights(architecture), pretrained.weights());
        store.put(description(architecture), Json.document(pretrained.info()));
    }

    /**
     * The weights for an architecture, verified against their description; empty if none were imported.
     *
     * @throws WeightsRefusedException if what is there is not as described
     */
    public Optional<PretrainedWeights> find(String architecture) {
        return info(architecture).map(info -> {
            ArtifactKey key = weights(architecture);
            byte[] weights = store.get(key)
                    .orElseThrow(() -> new WeightsRefusedException(
                            key + " is not in " + store.location() + ", though " + description(architecture) + " is"))
                    .content();
            String sha256 = Sha256.of(weights);
            if (!sha256.equals(info.weightsSha256())) {
                throw new WeightsRefusedException(key + " has the SHA-256 " + sha256 + ", " + description(architecture)
                        + " says " + info.weightsSha256());
            }
            return new PretrainedWeights(info, weights);
        });
    }

    /**
     * What is known of the weights for an architecture, without a look at them.
     *
     * @throws WeightsRefusedException if the description is there, but malformed
     */
    public Optional<PretrainedInfo> info(String architecture) {
        ArtifactKey key = description(architecture);
        return store.get(key).map(found -> {
            try {
                PretrainedInfo info = Json.readDocument(found.content(), PretrainedInfo.class);
                if (!info.architecture().equals(architecture)) {
                    throw new WeightsRefusedException(key + " is of the architecture '" + info.architecture()
                            + "', not of '" + architecture + "'");
                }
                return info;
            } catch (IOException e) {
                throw new WeightsRefusedException(key + " is malformed: " + e.getMessage(), e);
            }
        });
    }

    private static ArtifactKey weights(String architecture) {
        return PRETRAINED.resolve(architecture).resolve("weights.safetensors");
    }

    private static ArtifactKey description(String architecture) {
        return PRETRAINED.resolve(architecture).resolve("pretrained.json");
    }
}
