package org.dermoscope.inference;

/**
 * How many threads the native engine uses; takes effect only before it is loaded.
 *
 * @param intraOp threads within one operator, for each request that is classified, at least 1
 * @param interOp threads that run operators at the same time, at least 1
 */
record EngineThreads(int intraOp, int interOp) {
    private static final int DEFAULT_INTRA_OP = 2;
    private static final String INTRA_OP = "ai.djl.pytorch.num_threads";
    private static final String INTER_OP = "ai.djl.pytorch.num_interop_threads";

    EngineThreads {
        if (intraOp < 1 || interOp < 1) {
            throw new IllegalArgumentException(
                    "Engine threads " + intraOp + " and " + interOp + " are not allowed: at least 1 each");
        }
    }

    static EngineThreads of(InferenceConfig.Engine config) {
        int threads = Math.min(DEFAULT_INTRA_OP, Runtime.getRuntime().availableProcessors());
        return new EngineThreads(config.threads().orElse(threads), config.interOpThreads());
    }

    /** Leaves what was set on the command line as it is. */
    void apply() {
        setUnlessPresent(INTRA_OP, intraOp);
        setUnlessPresent(INTER_OP, interOp);
    }

    private static void setUnlessPresent(String name, int value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, Integer.toString(value));
        }
    }
}
