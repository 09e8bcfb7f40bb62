package org.dermoscope.inference.it;

import java.util.Map;

/** Memory for a few forms, and a folder of its own for the others. */
public class FormMemoryProfile extends ServingProfile {
    static final int BYTES = 20_000;
    static final String UPLOADS = "target/it/uploads";

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = super.getConfigOverrides();
        settings.put("dermoscope.limits.memory-form-bytes", Integer.toString(BYTES));
        settings.put("dermoscope.limits.memory-forms-bytes", Integer.toString(BYTES));
        settings.put("quarkus.http.body.uploads-directory", UPLOADS);
        return settings;
    }
}
