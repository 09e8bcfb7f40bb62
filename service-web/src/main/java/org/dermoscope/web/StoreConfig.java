package org.dermoscope.web;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where checkpoints, the champion pointer and jobs are kept; a group of each service's settings. */
public interface StoreConfig {
    @WithDefault("filesystem")
    Type type();

    /** Filesystem: the store's folder; created where missing. */
    @WithDefault("data/store")
    Path path();

    /** MinIO or another S3 server: for example {@code http://127.0.0.1:9000}; required for that type. */
    Optional<String> endpoint();

    @WithDefault("dermoscope")
    String bucket();

    /** Required for MinIO. */
    Optional<String> accessKey();

    /** Required for MinIO; in no log and no answer. */
    Optional<String> secretKey();

    /** The kinds of store. */
    enum Type {
        FILESYSTEM,
        MINIO
    }
}
