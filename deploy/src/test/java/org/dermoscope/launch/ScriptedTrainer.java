package org.dermoscope.launch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server with the trainer's routes for one job, whose events it sends in parts: each connection gets the next one. */
final class ScriptedTrainer implements AutoCloseable {
    static final String ID = "20261123T205200Z-4f09ab";

    /** The {@code Last-Event-ID} of each connection. */
    final List<String> lastEventIds = new CopyOnWriteArrayList<>();

    final List<String> posted = new CopyOnWriteArrayList<>();

    /** The header {@code Authorization} of each request. */
    final List<String> authorizations = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private final Deque<String> parts;
    private final String postAnswer;

    /** @param postAnswer status and body of {@code POST /jobs}, separated by a space */
    ScriptedTrainer(String postAnswer, String... parts) throws IOException {
        this.postAnswer = postAnswer;
        this.parts = new ArrayDeque<>(List.of(parts));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jobs", this::post);
        server.createContext("/jobs/" + ID, this::job);
        server.createContext("/jobs/" + ID + "/events", this::events);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void job(HttpExchange exchange) throws IOException {
        answer(exchange, 200, job());
    }

    private static String job() {
        return "{\"id\":\"" + ID + "\",\"state\":\"RUNNING\",\"epochs\":2,\"metrics\":{\"epoch\":1}}";
    }

    private void post(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestURI().getPath().equals("/jobs")) {
            answer(exchange, 404, "{\"error\":\"There is no job\",\"code\":\"unknown_job\"}");
            return;
        }
        posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        answer(exchange, Integer.parseInt(postAnswer.substring(0, 3)), postAnswer.substring(4));
    }

    /** A connection without a part left is answered with 503, as by a trainer that is about to start. */
    private synchronized void events(HttpExchange exchange) throws IOException {
        lastEventIds.add(exchange.getRequestHeaders().getFirst("Last-Event-ID"));
        String part = parts.poll();
        answer(exchange, part == null ? 503 : 200, part == null ? "{\"error\":\"not yet\"}" : part);
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
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
