package org.dermoscope.classify;

import java.util.Optional;
import org.dermoscope.checkpoint.ServingEngine;

/**
 * What is to run networks.
 *
 * @param engine empty to take the fastest that gives the golden predictions here
 * @param threads on ONNX Runtime of a call that is alone, at least 1; others have one. Libtorch's are set where the process
 *     starts
 */
public record EngineSettings(Optional<ServingEngine> engine, int threads) {
    /** The fastest, on one thread. */
    public static final EngineSettings AUTO = new EngineSettings(Optional.empty(), 1);

    public EngineSettings {
        if (threads < 1) {
            throw new IllegalArgumentException("Engine threads " + threads + " are not allowed: at least 1");
        }
    }

    public static EngineSettings of(ServingEngine engine) {
        return new EngineSettings(Optional.of(engine), 1);
    }
}
