package org.dermoscope.benchmark.serving;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.dermoscope.checkpoint.CheckpointRepository;

/**
 * How often a store answers where the champion's pointer stands, which every replica asks at each look.
 *
 * @param nanos of each answer, rising
 */
record PointerReads(double seconds, long[] nanos) {
    static PointerReads of(CheckpointRepository repository, int readers, double seconds)
            throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        ExecutorService threads = Executors.newFixedThreadPool(readers);
        try {
            List<Future<long[]>> running = new ArrayList<>();
            for (int reader = 0; reader < readers; reader++) {
                running.add(threads.submit(() -> readUntil(repository, end)));
            }
            LongStream.Builder all = LongStream.builder();
            for (Future<long[]> reader : running) {
                Arrays.stream(reader.get()).forEach(all);
            }
            return new PointerReads(
                    (System.nanoTime() - start) / 1e9, all.build().sorted().toArray());
        } finally {
            threads.shutdownNow();
        }
    }

    private static long[] readUntil(CheckpointRepository repository, long end) {
        LongStream.Builder nanos = LongStream.builder();
        for (long now = System.nanoTime(); now < end; ) {
            if (repository.championTag().isEmpty()) {
                throw new IllegalStateException("The store has no pointer");
            }
            long done = System.nanoTime();
            nanos.add(done - now);
            now = done;
        }
        return nanos.build().toArray();
    }

    double perSecond() {
        return nanos.length / seconds;
    }

    double milliseconds(double share) {
        return nanos[(int) Math.min(nanos.length - 1L, Math.round(share * nanos.length))] / 1e6;
    }
}
