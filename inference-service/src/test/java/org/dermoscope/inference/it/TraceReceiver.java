package org.dermoscope.inference.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Takes what is sent by OTLP over HTTP, on loopback. */
public final class TraceReceiver implements QuarkusTestResourceLifecycleManager {
    private static final List<String> BODIES = new CopyOnWriteArrayList<>();

    private @Nullable HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            started.createContext("/v1/traces", TraceReceiver::receive);
            started.start();
            server = started;
            return Map.of(
                    "quarkus.otel.exporter.otlp.endpoint",
                    "http://127.0.0.1:" + started.getAddress().getPort(),
                    "quarkus.otel.exporter.otlp.protocol",
                    "http/protobuf");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void receive(HttpExchange exchange) throws IOException {
        BODIES.add(HexFormat.of().formatHex(exchange.getRequestBody().readAllBytes()));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    /**
     * How many spans of a trace have a name: of each span in the protobuf message comes field 1, the trace's id, and before
     * the next span's field 5, the name.
     *
     * @param trace in hexadecimal
     */
    static long spans(String trace, String name) {
        String id = "0a10" + trace;
        String named = "2a" + field(name);
        return BODIES.stream()
                .flatMap(body -> List.of(body.split(id, -1)).stream().skip(1))
                .filter(span -> span.contains(named))
                .count();
    }

    private static String field(String text) {
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        field.write(bytes.length);
        field.writeBytes(bytes);
        return HexFormat.of().formatHex(field.toByteArray());
    }
}
