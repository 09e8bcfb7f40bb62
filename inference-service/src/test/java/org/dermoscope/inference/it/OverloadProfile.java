package org.dermoscope.inference.it;

import java.time.Duration;
import java.util.Map;

/** Limits that a few clients reach. */
public class OverloadProfile extends ServingProfile {
    static final int PER_CLIENT = 96;
    static final Duration REFUSAL_HOLD = Duration.ofMillis(300);

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = super.getConfigOverrides();
        settings.put("dermoscope.predict.max-queued", "64");
        settings.put("dermoscope.predict.max-per-client", Integer.toString(PER_CLIENT));
        settings.put("dermoscope.predict.refusal-hold", REFUSAL_HOLD.toMillis() + "ms");
        return settings;
    }
}
