package org.dermoscope.inference.it;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/** A service of its own folders, with short intervals and a body limit that tests can exceed. */
public class ServingProfile implements QuarkusTestProfile {
    static final String TOKEN = "operator-token-of-the-tests";
    static final String BODY_LIMIT = "24M";

    @Override
    public Map<String, String> getConfigOverrides() {
        String folder = "target/it/" + getClass().getSimpleName();
        Map<String, String> settings = new HashMap<>();
        settings.put("dermoscope.store.path", folder + "/store");
        settings.put("dermoscope.state-dir", folder + "/state");
        settings.put("dermoscope.operator-token", TOKEN);
        settings.put("dermoscope.model.poll-interval", "200ms");
        settings.put("quarkus.http.limits.max-body-size", BODY_LIMIT);
        return settings;
    }
}
