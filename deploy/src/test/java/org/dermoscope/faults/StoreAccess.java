package org.dermoscope.faults;

import java.nio.file.Path;
import java.util.Map;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.store.MinioArtifactStore;
import org.dermoscope.store.MinioServer;
import org.dermoscope.store.MinioSettings;

/**
 * How a service reaches a store.
 *
 * @param settings of the service
 */
record StoreAccess(Map<String, String> settings) {
    static final String BUCKET = "dermoscope";

    static StoreAccess folder(Path folder) {
        return new StoreAccess(
                Map.of("dermoscope.store.type", "filesystem", "dermoscope.store.path", folder.toString()));
    }

    static StoreAccess minio(MinioServer server) {
        return minio(server.settings(BUCKET));
    }

    static StoreAccess minio(MinioSettings settings) {
        return new StoreAccess(Map.of(
                "dermoscope.store.type",
                "minio",
                "dermoscope.store.endpoint",
                settings.endpoint(),
                "dermoscope.store.bucket",
                settings.bucket(),
                "dermoscope.store.access-key",
                settings.accessKey(),
                "dermoscope.store.secret-key",
                settings.secretKey()));
    }

    private StoreAccess with(String setting, String value) {
        Map<String, String> changed = new java.util.TreeMap<>(settings);
        changed.put("dermoscope.store." + setting, value);
        return new StoreAccess(Map.copyOf(changed));
    }

    /** The same store through a proxy on a port of this machine. */
    StoreAccess through(TcpProxy proxy) {
        return with("endpoint", "http://127.0.0.1:" + proxy.port());
    }

    StoreAccess withSecret(String secret) {
        return with("secret-key", secret);
    }

    /** The store itself; the caller closes it. */
    ArtifactStore open() {
        if ("filesystem".equals(get("type"))) {
            return new FilesystemArtifactStore(Path.of(get("path")));
        }
        return new MinioArtifactStore(
                MinioSettings.of(get("endpoint"), get("bucket"), get("access-key"), get("secret-key")));
    }

    private String get(String setting) {
        return settings.getOrDefault("dermoscope.store." + setting, "");
    }
}
