package org.dermoscope.inference.it;

import java.util.Map;

/** A proxy that is believed, and one request at a time for each client. */
public class BehindProxyProfile extends ServingProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = super.getConfigOverrides();
        settings.put("dermoscope.predict.max-per-client", "1");
        settings.put("quarkus.http.proxy.proxy-address-forwarding", "true");
        return settings;
    }
}
