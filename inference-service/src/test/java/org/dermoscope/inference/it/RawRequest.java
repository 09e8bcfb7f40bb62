package org.dermoscope.inference.it;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that a well-behaved client would not send. */
record RawRequest(
        String method,
        String path,
        @Nullable String contentType,
        byte[] body,
        boolean chunked,
        Map<String, String> headers) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static RawRequest post(String path, @Nullable String contentType, byte[] body) {
        return new RawRequest("POST", path, contentType, body, false, Map.of());
    }

    static RawRequest json(String path, String body) {
        return post(path, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    static RawRequest form(String path, Multipart form) {
        return post(path, form.contentType(), form.bytes());
    }

    static RawRequest of(String method, String path) {
        return new RawRequest(method, path, null, new byte[0], false, Map.of());
    }

    /** Sends the body without its length. */
    RawRequest inChunks() {
        return new RawRequest(method, path, contentType, body, true, headers);
    }

    RawRequest with(String header, String value) {
        return new RawRequest(method, path, contentType, body, chunked, Map.of(header, value));
    }

    HttpResponse<String> send(int port) {
        BodyPublisher publisher = chunked
                ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                : BodyPublishers.ofByteArray(body);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, publisher);
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        headers.forEach(request::header);
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
