package org.dermoscope.inference.it;

import java.util.HashMap;
import java.util.Map;

/** One engine, so that a checkpoint gives the same answers whenever it is loaded. */
public class OnnxProfile extends ServingProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
        settings.put("dermoscope.engine.kind", "onnx");
        return settings;
    }
}
