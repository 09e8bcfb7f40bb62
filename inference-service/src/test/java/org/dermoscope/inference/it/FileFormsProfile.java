package org.dermoscope.inference.it;

import java.util.Map;

/** No form is read into memory. */
public class FileFormsProfile extends ServingProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = super.getConfigOverrides();
        settings.put("dermoscope.limits.memory-form-bytes", "0");
        return settings;
    }
}
