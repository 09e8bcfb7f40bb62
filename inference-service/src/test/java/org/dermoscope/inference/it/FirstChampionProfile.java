package org.dermoscope.inference.it;

import java.util.Map;

/** A store that is empty when the service starts, and CORS for one origin. */
public class FirstChampionProfile extends ServingProfile {
    static final String ORIGIN = "https://clinic.example";

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = super.getConfigOverrides();
        settings.put("dermoscope.store.path", "target/it/FirstChampion-" + System.nanoTime());
        settings.put("quarkus.http.cors.enabled", "true");
        settings.put("quarkus.http.cors.origins", ORIGIN);
        return settings;
    }
}
