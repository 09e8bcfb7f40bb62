package org.dermoscope.benchmark.serving;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * What clients saw that send one request after another.
 *
 * @param millis of the requests that were answered 200, ascending
 * @param statuses how many answers had which status
 */
record Load(double seconds, List<Double> millis, Map<Integer, Integer> statuses) {
    double requestsPerSecond() {
        return millis.size() / seconds;
    }

    /** @param share 0..1 */
    double percentile(double share) {
        return millis.isEmpty() ? Double.NaN : millis.get((int) Math.round(share * (millis.size() - 1)));
    }

    /** Clients on threads of this process, each with a connection of its own. */
    static Load of(ServerProcess server, byte[] form, int clients, Duration duration)
            throws InterruptedException, ExecutionException {
        return of(server.predict(), form, clients, duration);
    }

    /** As {@link #of(ServerProcess, byte[], int, Duration)}, of one address. */
    static Load of(URI uri, byte[] form, int clients, Duration duration)
            throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + duration.toNanos();
        return of(uri, form, clients, () -> System.nanoTime() < end);
    }

    /** Clients that wait after a refusal for as long as {@code Retry-After} says. */
    static Load patient(ServerProcess server, byte[] form, int clients, Duration duration)
            throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + duration.toNanos();
        return of(server.predict(), form, clients, () -> System.nanoTime() < end, true);
    }

    /** @param goOn asked by each client before each request */
    static Load of(URI uri, byte[] form, int clients, BooleanSupplier goOn)
            throws InterruptedException, ExecutionException {
        return of(uri, form, clients, goOn, false);
    }

    private static Load of(URI uri, byte[] form, int clients, BooleanSupplier goOn, boolean patient)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            long start = System.nanoTime();
            List<Future<Load>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                running.add(threads.submit(() -> client(uri, form, goOn, patient)));
            }
            List<Double> millis = new ArrayList<>();
            Map<Integer, Integer> statuses = new TreeMap<>();
            for (Future<Load> client : running) {
                millis.addAll(client.get().millis());
                client.get().statuses().forEach((status, count) -> statuses.merge(status, count, Integer::sum));
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            millis.sort(null);
            return new Load(seconds, millis, statuses);
        } finally {
            threads.shutdown();
        }
    }

    private static Load client(URI uri, byte[] form, BooleanSupplier goOn, boolean patient)
            throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        Map<Integer, Integer> statuses = new TreeMap<>();
        try (Connection connection = new Connection(uri, TestImage.MEDIA_TYPE, form)) {
            while (goOn.getAsBoolean()) {
                long start = System.nanoTime();
                Connection.Answer answer = connection.post();
                statuses.merge(answer.status(), 1, Integer::sum);
                if (answer.status() == 200) {
                    millis.add((System.nanoTime() - start) / 1e6);
                } else if (patient) {
                    Thread.sleep(answer.retryAfter().toMillis());
                }
            }
        }
        return new Load(0, millis, statuses);
    }
}
