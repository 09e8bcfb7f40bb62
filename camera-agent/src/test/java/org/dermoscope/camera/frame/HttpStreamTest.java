package org.dermoscope.camera.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A network camera that sends Motion JPEG over HTTP and breaks off. */
class HttpStreamTest {
    private static final int UNTIL_IT_BREAKS_OFF = 60;

    private final AtomicInteger connections = new AtomicInteger();
    private byte[] jpeg = new byte[0];

    @Test
    void aStreamThatBreaksOffIsOpenedAgain() throws Exception {
        BufferedImage picture = TestVideos.lesions(320, 240).get(0);
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpeg", encoded);
        jpeg = encoded.toByteArray();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::stream);
        server.start();
        LatestFrame latest = new LatestFrame();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/camera.mjpg";
        SourceSpec spec = SourceSpec.parse(url, CaptureFormat.OWN, false);
        try (CaptureLoop loop = new CaptureLoop(CaptureLoop.Source.of(spec, false), latest, nanos -> {})) {
            loop.start();
            loop.awaitBegin();
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (Objects.requireNonNull(latest.current()).number() <= UNTIL_IT_BREAKS_OFF + 5) {
                assertThat(System.nanoTime()).as("in time").isLessThan(end);
                Thread.sleep(20);
            }
            @Nullable Frame frame = latest.current();
            assertThat(frame).isNotNull();
            assertThat(frame.width() + "x" + frame.height()).isEqualTo("320x240");
            assertThat(connections.get()).isGreaterThanOrEqualTo(2);
        } finally {
            server.stop(0);
        }
    }

    private void stream(HttpExchange exchange) throws IOException {
        connections.incrementAndGet();
        exchange.getResponseHeaders().add("Content-Type", "multipart/x-mixed-replace; boundary=frame");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            for (int i = 0; i < UNTIL_IT_BREAKS_OFF; i++) {
                String head = "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n\r\n";
                out.write(head.getBytes(StandardCharsets.US_ASCII));
                out.write(jpeg);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                Thread.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
