package org.dermoscope.benchmark.serving;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/** Where the milliseconds of a request go, by the service's own metrics. */
record PartsStage(ServerProcess server, byte[] form, Duration roundTime) {
    /** @param bare images a second of decoding, resizing and inference in a loop on all processors */
    void print(double bare) throws InterruptedException, ExecutionException {
        for (int clients : List.of(1, 8)) {
            Figures before = Figures.of(server);
            Load load = Load.of(server, form, clients, roundTime);
            System.out.println(stages(clients, load, before, Figures.of(server)));
            if (clients > 1) {
                System.out.printf(Locale.ROOT, "service to bare loop: %.2f%n", load.requestsPerSecond() / bare);
            }
        }
    }

    private static String stages(int clients, Load load, Figures before, Figures after) {
        double toDecode = after.meanSince(before, "dermoscope_predict_queue", "stage=\"decode\"");
        double decode = after.meanSince(before, "dermoscope_predict_decode", "");
        double toPass = after.meanSince(before, "dermoscope_predict_queue", "stage=\"pass\"");
        double pass = after.meanSince(before, "dermoscope_predict_inference", "");
        double whole = load.millis().stream().mapToDouble(d -> d).average().orElse(Double.NaN);
        return String.format(
                Locale.ROOT,
                "%d clients: %.1f requests/s; mean ms: %.2f in all, %.2f waiting to be decoded, %.2f decoding and"
                        + " resizing, %.2f waiting for a pass, %.2f in a pass, %.2f network, parsing and JSON",
                clients,
                load.requestsPerSecond(),
                whole,
                toDecode,
                decode,
                toPass,
                pass,
                whole - toDecode - decode - toPass - pass);
    }
}
