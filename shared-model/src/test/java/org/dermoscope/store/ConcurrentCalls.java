package org.dermoscope.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Lets several threads start the same kind of call at the same moment. */
final class ConcurrentCalls {
    private static final long LIMIT_SECONDS = 120;

    private ConcurrentCalls() {}

    /** The results in the order of the callers' numbers, 0 to count - 1. A call that throws makes this throw. */
    static <T> List<T> run(int count, IntFunction<Callable<T>> callOf) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            CyclicBarrier start = new CyclicBarrier(count);
            List<Future<T>> pending = new ArrayList<>();
            for (int caller = 0; caller < count; caller++) {
                Callable<T> call = callOf.apply(caller);
                pending.add(threads.submit(() -> {
                    start.await(LIMIT_SECONDS, TimeUnit.SECONDS);
                    return call.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> result : pending) {
                results.add(result.get(LIMIT_SECONDS, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
