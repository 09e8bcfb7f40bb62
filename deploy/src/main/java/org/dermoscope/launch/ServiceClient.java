package org.dermoscope.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Talks to one service on this machine. Thread-safe. */
final class ServiceClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOUNDARY = "dermoscope-7f3a9c";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String base;

    private final CallerToken token;

    ServiceClient(int port, CallerToken token) {
        this.base = "http://127.0.0.1:" + port;
        this.token = token;
    }

    String url(String path) {
        return base + path;
    }

    /** @throws IOException if nothing answers */
    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    Answer postJson(String path, JsonNode body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    /** Posts one file as the multipart field {@code image}. */
    Answer postImage(String path, String fileName, byte[] image) throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"image\"; filename=\"" + fileName
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        body.write(image);
        body.write(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    /**
     * The server-sent events of a path; the caller closes them. There is no limit to how long nothing happens.
     *
     * @param after number of the last event that is known; 0 for all
     * @throws IOException if nothing answers, or not now
     * @throws LaunchException if the service refuses
     */
    EventStream events(String path, long after) throws IOException, InterruptedException, LaunchException {
        HttpRequest request = withToken(HttpRequest.newBuilder(URI.create(url(path))))
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", Long.toString(after))
                .build();
        HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() == 200) {
            return new EventStream(response.body());
        }
        try (InputStream body = response.body()) {
            Answer answer = new Answer(response.statusCode(), body.readAllBytes());
            if (answer.status() >= 500) {
                throw new IOException(answer.refusal("GET " + path));
            }
            throw new LaunchException(answer.refusal("GET " + path));
        }
    }

    private HttpRequest.Builder request(String path) throws IOException {
        return withToken(HttpRequest.newBuilder(URI.create(url(path)))).timeout(Duration.ofSeconds(60));
    }

    private HttpRequest.Builder withToken(HttpRequest.Builder request) throws IOException {
        token.find().ifPresent(found -> request.header("Authorization", found.header()));
        return request;
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), response.body());
    }

    /** Status and body of an answer. */
    record Answer(int status, byte[] body) {
        JsonNode json() throws IOException {
            return JSON.readTree(body);
        }

        /** The body, if the status is as expected. */
        JsonNode expect(int expected, String what) throws IOException, LaunchException {
            if (status != expected) {
                throw new LaunchException(refusal(what));
            }
            return json();
        }

        /** A sentence with the service's own reason. */
        String refusal(String what) {
            return what + " was answered with " + status + ": " + reason();
        }

        private String reason() {
            try {
                String error = json().path("error").asText("");
                if (!error.isEmpty()) {
                    return error;
                }
            } catch (IOException noJson) {
                // told as it is, below
            }
            return new String(body, StandardCharsets.UTF_8);
        }
    }
}
