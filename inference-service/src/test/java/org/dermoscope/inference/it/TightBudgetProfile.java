package org.dermoscope.inference.it;

import java.util.Map;

/** No ensemble is fast enough. */
public class TightBudgetProfile extends ServingProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = super.getConfigOverrides();
        settings.put("dermoscope.ensemble.latency-budget", "0ms");
        return settings;
    }
}
