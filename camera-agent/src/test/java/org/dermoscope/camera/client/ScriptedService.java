package org.dermoscope.camera.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.dermoscope.wire.Disclaimer;

/** A server with the routes of inference-service that answers as it is told. Closing it ends it; another may take its port. */
public final class ScriptedService implements AutoCloseable {
    private static final String HEALTH =
            "{\"status\":\"healthy\",\"service\":\"skin_cancer_detection\",\"reason\":\"\",\"model\":\"m\",\"engine\":\"onnx\","
                    + "\"data\":\"d\",\"synthetic\":false,\"disclaimer\":\"" + Disclaimer.TEXT + "\"}";

    /** What was sent to /predict, in order. */
    public final List<Request> requests = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Function<Request, Reply> script;

    /** @param nanos when it arrived */
    public record Request(byte[] image, boolean explain, long nanos) {
        public BufferedImage picture() {
            try {
                return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(image)));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** @param retryAfter seconds; below 0 for no such header */
    public record Reply(int status, String body, long delayMillis, int retryAfter) {
        public static Reply ok(String body) {
            return new Reply(200, body, 0, -1);
        }

        public static Reply error(int status, String code) {
            return new Reply(status, "{\"error\":\"Not now\",\"code\":\"" + code + "\"}", 0, -1);
        }
    }

    public ScriptedService(int port, Function<Request, Reply> script) throws IOException {
        this.script = script;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/health", exchange -> answer(exchange, Reply.ok(HEALTH)));
        server.createContext("/predict", this::predict);
        server.start();
    }

    /** On a free port, with the same answer to everything. */
    public static ScriptedService answering(String code, double confidence) throws IOException {
        return new ScriptedService(0, request -> answer(request, code, confidence));
    }

    /** With evidence if it is asked for. */
    public static Reply answer(Request request, String code, double confidence) {
        return Reply.ok(
                Answers.json(request.explain() ? Answers.explained(code, confidence) : Answers.of(code, confidence)));
    }

    public void script(Function<Request, Reply> next) {
        script = next;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public Request last() {
        return requests.get(requests.size() - 1);
    }

    private void predict(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        boolean explain = String.valueOf(exchange.getRequestURI().getQuery()).contains("explain=true");
        Request request = new Request(image(body), explain, System.nanoTime());
        requests.add(request);
        answer(exchange, script.apply(request));
    }

    private static byte[] image(byte[] form) {
        String text = new String(form, StandardCharsets.ISO_8859_1);
        int start = text.indexOf("\r\n\r\n") + 4;
        return Arrays.copyOfRange(form, start, text.lastIndexOf("\r\n--"));
    }

    private static void answer(HttpExchange exchange, Reply reply) throws IOException {
        try {
            Thread.sleep(reply.delayMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        if (reply.retryAfter() >= 0) {
            exchange.getResponseHeaders().add("Retry-After", "" + reply.retryAfter());
        }
        exchange.sendResponseHeaders(reply.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
