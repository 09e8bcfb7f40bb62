package org.dermoscope.inference.it;

import java.util.Map;

/** Limits that a few clients reach. */
public class OverloadProfile extends ServingProfile {
    static final int PER_CLIENT = 96;

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = super.getConfigOverrides();
        settings.put("dermoscope.predict.max-queued", "64");
        settings.put("dermoscope.predict.max-per-client", Integer.toString(PER_CLIENT));
        return settings;
    }
}
