package org.dermoscope.wire.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.wire.HealthAnswer;
import org.dermoscope.wire.ModelDescription;
import org.dermoscope.wire.PredictionAnswer;
import org.dermoscope.wire.PredictionError;
import org.dermoscope.wire.RequestDeadline;
import org.dermoscope.wire.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * Asks inference-service over HTTP. Thread-safe; keeps its connections open, so one client serves a whole program. Fields
 * of an answer that this version does not know are ignored.
 *
 * <p>Every call throws {@link RefusedException} for an answer that is no success and {@link NoAnswerException} for none.
 * Nothing is tried again here: {@link RefusedException#mayBeRetried()} and {@link RefusedException#retryAfter()} say when
 * that may help.
 */
public final class InferenceClient {
    private final ClientConfig config;
    private final HttpClient client;

    public InferenceClient(ClientConfig config) {
        this.config = config;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.connectTimeout())
                .build();
    }

    public PredictionAnswer predict(byte[] image) {
        return predict(image, PredictOptions.DEFAULT);
    }

    /** @param image an encoded file: JPEG, PNG, BMP, WebP, GIF or TIFF */
    public PredictionAnswer predict(byte[] image, PredictOptions options) {
        Exchange exchange = exchange(options);
        byte[] body = exchange.send(form("/predict", List.of(image), options));
        return read(exchange, body, PredictionAnswer.class);
    }

    /**
     * @param images at least one; the service takes 64 by default
     * @return one an image, in order
     */
    public List<BatchElement> predictBatch(List<byte[]> images, PredictOptions options) {
        if (images.isEmpty()) {
            throw new IllegalArgumentException("A batch of 0 images is not allowed: at least 1");
        }
        Exchange exchange = exchange(options);
        JsonNode answer =
                read(exchange, exchange.send(form("/predict_batch", List.copyOf(images), options)), JsonNode.class);
        if (!answer.isArray() || answer.size() != images.size()) {
            throw exchange.notUnderstood();
        }
        List<BatchElement> elements = new ArrayList<>(answer.size());
        for (JsonNode element : answer) {
            elements.add(
                    element.has("error")
                            ? new BatchElement.Failed(convert(exchange, element, PredictionError.class))
                            : new BatchElement.Predicted(convert(exchange, element, PredictionAnswer.class)));
        }
        return List.copyOf(elements);
    }

    public HealthAnswer health() {
        Exchange exchange = exchange(PredictOptions.DEFAULT);
        return read(exchange, exchange.send(get("/health")), HealthAnswer.class);
    }

    /** What is served; refused with 503 while there is no model. */
    public ModelDescription model() {
        Exchange exchange = exchange(PredictOptions.DEFAULT);
        return read(exchange, exchange.send(get("/model")), ModelDescription.class);
    }

    private Exchange exchange(PredictOptions options) {
        return new Exchange(client, timeout(options), options.requestId().orElseGet(RequestId::fresh));
    }

    private Duration timeout(PredictOptions options) {
        return options.timeout().orElse(config.timeout());
    }

    private HttpRequest.Builder get(String route) {
        return request(route).GET();
    }

    private HttpRequest.Builder form(String route, List<byte[]> images, PredictOptions options) {
        ImagesForm form = ImagesForm.of(images);
        return request(route + "?top_k=" + options.topK() + (options.evidence() ? "&explain=true" : ""))
                .header("Content-Type", form.contentType())
                .header(RequestDeadline.HEADER, RequestDeadline.value(timeout(options)))
                .POST(form.body());
    }

    private HttpRequest.Builder request(String route) {
        HttpRequest.Builder request = HttpRequest.newBuilder(config.route(route));
        config.token().ifPresent(token -> request.header("Authorization", token.header()));
        return request;
    }

    private static <T> T read(Exchange exchange, byte[] body, Class<T> type) {
        try {
            @Nullable T value = Json.tolerant().readValue(body, type);
            if (value != null) {
                return value;
            }
        } catch (IOException e) {
            throw exchange.notUnderstood();
        }
        throw exchange.notUnderstood();
    }

    private static <T> T convert(Exchange exchange, JsonNode node, Class<T> type) {
        try {
            return Json.tolerant().treeToValue(node, type);
        } catch (IOException e) {
            throw exchange.notUnderstood();
        }
    }
}
