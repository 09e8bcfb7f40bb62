package org.dermoscope.benchmark.serving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

/** What a service's {@code /q/metrics} says, by name and labels. */
record Figures(Map<String, Double> values) {
    static Figures of(ServerProcess server) throws InterruptedException {
        URI metrics = server.predict().resolve("/q/metrics");
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString());
            Map<String, Double> values = new HashMap<>();
            answer.body()
                    .lines()
                    .filter(line -> !line.startsWith("#") && line.indexOf(' ') > 0)
                    .forEach(line -> {
                        int at = line.lastIndexOf(' ');
                        values.put(line.substring(0, at), Double.valueOf(line.substring(at + 1)));
                    });
            return new Figures(values);
        } catch (IOException e) {
            throw new UncheckedIOException(metrics + " does not answer", e);
        }
    }

    /**
     * Milliseconds that one observation of a timer took since an earlier look.
     *
     * @param timer its name without {@code _seconds}
     * @param label that must be in it, or nothing
     * @return NaN if there was none
     */
    double meanSince(Figures before, String timer, String label) {
        return 1000
                * (sum(timer + "_seconds_sum", label) - before.sum(timer + "_seconds_sum", label))
                / (sum(timer + "_seconds_count", label) - before.sum(timer + "_seconds_count", label));
    }

    private double sum(String name, String label) {
        return values.entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith(name) && entry.getKey().contains(label))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
