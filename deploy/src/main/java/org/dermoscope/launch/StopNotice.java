package org.dermoscope.launch;

/** What is said when this process is told to end, by Ctrl-C or a signal, before the notice is closed. */
final class StopNotice implements AutoCloseable {
    private final Thread hook;

    /** @param notice runs while the process ends */
    StopNotice(Runnable notice) {
        hook = new Thread(notice);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // it runs already
        }
    }
}
