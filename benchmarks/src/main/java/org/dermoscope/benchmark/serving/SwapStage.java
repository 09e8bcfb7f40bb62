package org.dermoscope.benchmark.serving;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Swaps between two checkpoints while 8 clients press on.
 *
 * @param ids of the checkpoints, the one that is served last
 * @param swaps at least 5
 */
record SwapStage(ServerProcess server, byte[] form, List<String> ids, int swaps) {
    private static final int CLIENTS = 8;
    private static final int SETTLED = 5;

    /** @param steady the same clients without a swap */
    void print(Load steady) throws IOException, InterruptedException, ExecutionException {
        AtomicBoolean swapping = new AtomicBoolean(true);
        CompletableFuture<Load> running = CompletableFuture.supplyAsync(() -> pressOn(swapping));
        double settled = Double.NaN;
        double last = Double.NaN;
        try {
            for (int swap = 1; swap <= swaps; swap++) {
                swapTo(ids.get(swap % ids.size()));
                last = server.mebibytes();
                if (swap == SETTLED) {
                    settled = last;
                }
            }
        } finally {
            swapping.set(false);
        }
        Load during = running.get();
        System.out.printf(
                Locale.ROOT,
                "%d swaps in %.0f s under %d clients: answers %s, %.1f requests/s, p99 %.1f ms, steady %.1f ms"
                        + " (%.2f times); %.0f MiB after the last, %.0f MiB after the fifth (%+.1f %%)%n",
                swaps,
                during.seconds(),
                CLIENTS,
                during.statuses(),
                during.requestsPerSecond(),
                during.percentile(0.99),
                steady.percentile(0.99),
                during.percentile(0.99) / steady.percentile(0.99),
                last,
                settled,
                100 * (last / settled - 1));
    }

    private Load pressOn(AtomicBoolean goOn) {
        try {
            return Load.of(server.predict(), form, CLIENTS, goOn::get);
        } catch (InterruptedException | ExecutionException e) {
            throw new CompletionException(e);
        }
    }

    private void swapTo(String id) throws IOException, InterruptedException {
        URI rollback = server.predict().resolve("/model/rollback");
        HttpRequest request = HttpRequest.newBuilder(rollback)
                .header("Authorization", "Bearer " + ServingContenders.OPERATOR_TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"checkpoint_id\":\"" + id + "\"}"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("Swap to " + id + ": " + answer.statusCode() + " " + answer.body());
        }
    }
}
