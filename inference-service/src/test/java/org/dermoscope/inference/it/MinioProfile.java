package org.dermoscope.inference.it;

import java.util.List;
import java.util.Map;

/** A service on a bucket of a real MinIO server. */
public class MinioProfile extends ServingProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = super.getConfigOverrides();
        settings.remove("dermoscope.store.path");
        return settings;
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(MinioResource.class));
    }
}
