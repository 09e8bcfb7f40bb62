package org.dermoscope.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** All HTTP that the cases speak with one service. Thread-safe. */
final class Web {
    static final String TOKEN = "token-of-the-fault-suite-only";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOUNDARY = "fault-5d1c0e";
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final int port;

    Web(int port) {
        this.port = port;
    }

    int port() {
        return port;
    }

    /** Status and body of an answer. */
    record Answer(int status, byte[] body) {
        /** @throws AssertionError if the status is another */
        JsonNode expect(int expected) throws IOException {
            if (status != expected) {
                throw new AssertionError("Answer " + status + " instead of " + expected + ": " + text());
            }
            return json();
        }

        JsonNode json() throws IOException {
            return JSON.readTree(body);
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    Answer postJson(String path, String body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    Answer predict(byte[] image) throws IOException, InterruptedException {
        return send(
                request("/predict").header("Content-Type", formType()).POST(BodyPublishers.ofByteArray(form(image))));
    }

    /** The status. */
    CompletableFuture<Integer> predictAsync(byte[] image) {
        HttpRequest.Builder request =
                request("/predict").header("Content-Type", formType()).POST(BodyPublishers.ofByteArray(form(image)));
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding())
                .thenApply(HttpResponse::statusCode);
    }

    /** What inference-service says of itself. */
    JsonNode health() throws IOException, InterruptedException {
        return get("/health").expect(200);
    }

    JsonNode job(String id) throws IOException, InterruptedException {
        return get("/jobs/" + id).expect(200);
    }

    /** Posts a training on the small sample; its id. */
    String train(int epochs) throws IOException, InterruptedException {
        return postJson("/jobs", "{\"architecture\":\"sequential-cnn\",\"batch_size\":8,\"epochs\":" + epochs + "}")
                .expect(202)
                .path("id")
                .asText();
    }

    /** Whether it answers with that status; false while nothing answers. */
    boolean answers(String path, int status) throws InterruptedException {
        try {
            return get(path).status() == status;
        } catch (IOException nothing) {
            return false;
        }
    }

    static String formType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    /** A form with one part {@code image}. */
    static byte[] form(byte[] image) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.jpg\"\r\n"
                        + "Content-Type: image/jpeg\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(image);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + TOKEN);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), response.body());
    }
}
