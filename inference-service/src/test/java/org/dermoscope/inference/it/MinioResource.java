package org.dermoscope.inference.it;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.dermoscope.store.MinioServer;
import org.dermoscope.store.MinioSettings;
import org.jspecify.annotations.Nullable;

/** Starts the server before the service and stops it after. */
public class MinioResource implements QuarkusTestResourceLifecycleManager {
    private @Nullable MinioServer server;

    @Override
    public Map<String, String> start() {
        MinioServer started = MinioServer.start();
        server = started;
        MinioSettings settings = started.settings("dermoscope");
        return Map.of(
                "dermoscope.store.type", "minio",
                "dermoscope.store.endpoint", settings.endpoint(),
                "dermoscope.store.bucket", settings.bucket(),
                "dermoscope.store.access-key", settings.accessKey(),
                "dermoscope.store.secret-key", settings.secretKey());
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
    }
}
