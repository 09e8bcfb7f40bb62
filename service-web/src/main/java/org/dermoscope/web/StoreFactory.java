package org.dermoscope.web;

import java.util.Optional;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.store.MinioArtifactStore;
import org.dermoscope.store.MinioSettings;

/** Opens the store that the settings name. Stateless. */
public final class StoreFactory {
    private StoreFactory() {}

    /**
     * The caller closes it. MinIO is not contacted yet.
     *
     * @throws IllegalArgumentException if a setting is missing or malformed; names it
     */
    public static ArtifactStore open(StoreConfig config) {
        return switch (config.type()) {
            case FILESYSTEM -> new FilesystemArtifactStore(config.path());
            case MINIO ->
                new MinioArtifactStore(MinioSettings.of(
                        required("endpoint", config.endpoint()),
                        config.bucket(),
                        required("access-key", config.accessKey()),
                        required("secret-key", config.secretKey())));
        };
    }

    private static String required(String name, Optional<String> value) {
        return value.orElseThrow(() -> new IllegalArgumentException("dermoscope.store." + name
                + " is missing; a store of type minio needs endpoint, access-key and secret-key"));
    }
}
