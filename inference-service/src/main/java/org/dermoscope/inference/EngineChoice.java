package org.dermoscope.inference;

import java.util.Optional;
import org.dermoscope.checkpoint.ServingEngine;
import org.dermoscope.classify.EngineSettings;

/** From the settings to the engine. */
final class EngineChoice {
    private static final String AUTO = "auto";
    private static final int DEFAULT_THREADS = 2;
    private static final String PYTORCH_THREADS = "ai.djl.pytorch.num_threads";
    private static final String PYTORCH_OPERATORS_AT_A_TIME = "ai.djl.pytorch.num_interop_threads";

    private EngineChoice() {}

    /** @throws IllegalArgumentException if there is no such engine, or the number of threads is not positive */
    static EngineSettings of(InferenceConfig.Engine config) {
        int threads = config.threads()
                .orElse(Math.min(DEFAULT_THREADS, Runtime.getRuntime().availableProcessors()));
        return new EngineSettings(engine(config.kind()), threads);
    }

    private static Optional<ServingEngine> engine(String kind) {
        if (kind.equals(AUTO)) {
            return Optional.empty();
        }
        try {
            return Optional.of(ServingEngine.ofId(kind));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("dermoscope.engine.kind: " + e.getMessage() + " and " + AUTO, e);
        }
    }

    /**
     * Tells PyTorch, which listens only before it is loaded; the networks here are chains, of which one operator runs at
     * a time. Leaves what was set on the command line as it is.
     */
    static void tellPyTorch(EngineSettings settings) {
        setUnlessPresent(PYTORCH_THREADS, settings.threads());
        setUnlessPresent(PYTORCH_OPERATORS_AT_A_TIME, 1);
    }

    private static void setUnlessPresent(String name, int value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, Integer.toString(value));
        }
    }
}
