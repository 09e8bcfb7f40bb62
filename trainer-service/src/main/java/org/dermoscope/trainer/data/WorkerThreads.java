package org.dermoscope.trainer.data;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Background threads that give way to the training step: daemons of the lowest priority. */
final class WorkerThreads {
    private WorkerThreads() {}

    /** A pool whose caller shuts it down. The priority is a hint that some systems take; nothing relies on it. */
    @SuppressWarnings("ThreadPriorityCheck")
    static ExecutorService pool(String name, int threads) {
        AtomicInteger count = new AtomicInteger();
        return Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            return thread;
        });
    }

    /** The failure of a task that throws no checked exceptions. */
    static RuntimeException unchecked(ExecutionException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException exception ? exception : new IllegalStateException(cause);
    }
}
