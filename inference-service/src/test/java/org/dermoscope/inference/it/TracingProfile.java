package org.dermoscope.inference.it;

import java.util.HashMap;
import java.util.Map;

/** As an operator would switch tracing on. */
public class TracingProfile extends ServingProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
        settings.put("quarkus.otel.sdk.disabled", "false");
        settings.put("quarkus.otel.bsp.schedule.delay", "100ms");
        return settings;
    }
}
