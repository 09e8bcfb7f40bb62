package org.dermoscope.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dermoscope.architecture.Architectures;
import org.dermoscope.checkpoint.Json;

/**
 * A server with the trainer's routes whose jobs have ended as soon as they are posted, each epoch in ten seconds of its
 * clock. The lower the label smoothing of a job, the better it is; those of {@link #endless} run until they are cancelled.
 */
final class TunedTrainer implements AutoCloseable {
    /** When all jobs start. */
    volatile Instant start = Instant.parse("2020-01-01T12:00:00Z");

    final List<JsonNode> posted = new CopyOnWriteArrayList<>();

    /** Numbers of jobs, from 0. */
    final List<Integer> endless = new CopyOnWriteArrayList<>();

    final List<Integer> failing = new CopyOnWriteArrayList<>();
    final List<Integer> cancelled = new CopyOnWriteArrayList<>();

    private final HttpServer server;

    TunedTrainer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        String route = exchange.getRequestMethod() + " " + path[1] + (path.length > 3 ? "/" + path[3] : "");
        switch (route) {
            case "GET architectures" -> answer(exchange, 200, architectures());
            case "POST jobs" -> {
                posted.add(Json.strict().readTree(exchange.getRequestBody()));
                answer(exchange, 202, job(posted.size() - 1));
            }
            case "GET jobs" -> {
                boolean known = number(path) < posted.size();
                answer(exchange, known ? 200 : 404, known ? job(number(path)) : "{\"error\":\"There is no such job\"}");
            }
            case "POST jobs/cancel" -> {
                cancelled.add(number(path));
                answer(exchange, 202, job(number(path)));
            }
            case "GET jobs/events" -> answer(exchange, 200, events(number(path)));
            case "GET checkpoints/evaluation" -> answer(exchange, 200, evaluation(number(path)));
            default -> answer(exchange, 404, "{\"error\":\"There is no " + route + "\"}");
        }
    }

    /** Ids end with the number. */
    private static int number(String[] path) {
        return Integer.parseInt(path[2].substring(path[2].lastIndexOf('-') + 1));
    }

    private static String architectures() throws IOException {
        String recipe = Json.strict()
                .writeValueAsString(Architectures.byId("sequential-cnn").sampleRecipe());
        return "[{\"id\":\"sequential-cnn\",\"recipe\":" + recipe + ",\"sample_recipe\":" + recipe + "}]";
    }

    private String job(int number) {
        String state = cancelled.contains(number)
                ? "CANCELLED"
                : endless.contains(number) ? "RUNNING" : failing.contains(number) ? "FAILED" : "SUCCEEDED";
        int epochs = posted.get(number).path("epochs").asInt();
        String end = state.equals("RUNNING") ? "null" : "\"" + start.plusSeconds(10L * epochs + 5) + "\"";
        return "{\"id\":\"job-" + number + "\",\"state\":\"" + state + "\",\"started_at\":\"" + start
                + "\",\"ended_at\":" + end + ",\"epochs\":" + epochs + ",\"checkpoint_id\":\"checkpoint-" + number
                + "\",\"error\":{\"message\":\"The loss is not finite\"}}";
    }

    private String events(int number) {
        StringBuilder events = new StringBuilder();
        for (int epoch = 1; epoch <= posted.get(number).path("epochs").asInt(); epoch++) {
            events.append("id: ")
                    .append(epoch)
                    .append("\nevent: epoch\ndata: {\"epoch\":")
                    .append(epoch);
            events.append(",\"seconds\":10,\"best\":true}\n\n");
        }
        return events.toString();
    }

    /** The figures of the test part are the other way round. */
    private String evaluation(int number) {
        double value = 0.9 - posted.get(number).path("label_smoothing").asDouble(0.14);
        return "{\"validation\":{\"loss\":0.5,\"balanced_accuracy\":{\"value\":" + value + ",\"low\":" + (value - 0.05)
                + ",\"high\":" + (value + 0.05) + "}},\"test\":{\"balanced_accuracy\":{\"value\":" + (1 - value)
                + "}}}";
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
