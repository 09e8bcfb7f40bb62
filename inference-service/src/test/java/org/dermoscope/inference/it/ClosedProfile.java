package org.dermoscope.inference.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Nothing is open, and the log tells all that it can. */
public class ClosedProfile extends ServingProfile {
    static final String PREDICT = "token-that-may-predict-7c1f";
    static final String READ = "token-that-may-read-51ab";
    static final String OPERATE = "token-that-may-operate-09de";
    static final Path LOG = Path.of("target", "it", "ClosedProfile", "debug.log");

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = super.getConfigOverrides();
        Path tokens = LOG.resolveSibling("tokens");
        try {
            Files.createDirectories(LOG.getParent());
            Files.deleteIfExists(LOG);
            Files.write(
                    tokens,
                    List.of("clinic predict " + PREDICT, "monitor read " + READ, "pipeline operate " + OPERATE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        settings.put("dermoscope.access.open", "none");
        settings.put("dermoscope.access.tokens", tokens.toString());
        settings.put("quarkus.log.level", "DEBUG");
        settings.put("quarkus.log.file.enabled", "true");
        settings.put("quarkus.log.file.path", LOG.toString());
        settings.put("quarkus.log.file.level", "DEBUG");
        settings.put("quarkus.log.console.level", "INFO");
        settings.put("quarkus.log.category.\"org.apache.http\".level", "INFO"); // the client of the tests
        settings.put("quarkus.http.access-log.enabled", "true");
        return settings;
    }
}
