package org.dermoscope.wire.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dermoscope.wire.AbstentionNotice;
import org.dermoscope.wire.PredictionAnswer;
import org.dermoscope.wire.RequestDeadline;
import org.dermoscope.wire.RequestId;
import org.dermoscope.wire.client.NoAnswerException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InferenceClientTest {
    private static final byte[] IMAGE = {(byte) 0xff, (byte) 0xd8, '\r', '\n', '-', '-', 0};
    private static final String PREDICTION = """
            {"class_code":"mel","class_name":"Melanoma","class_index":4,"confidence":0.75,
             "all_probabilities":{"Melanoma":0.75,"Melanocytic nevi":0.25},
             "top_k":[{"class_code":"mel","class_name":"Melanoma","class_index":4,"confidence":0.75}],
             "confidence_calibrated":true,"melanoma_alert":true,
             "melanoma_operating_point":{"threshold":0.1,"sensitivity":0.9,"specificity":0.7},
             "abstained":true,"abstention":{"reason":"blurred","explanation":"e","value":1.5,"threshold":2},
             "evidence":{"class_code":"mel","class_name":"Melanoma","class_index":4,"logit":1.5,"bias":0.5,
              "contributions":[[0.25,0.75]],"overlay_png":"iVBORw0KGgo="},
             "model":"m-1","synthetic":false,"data":"ham10000","disclaimer":"d","a_field_of_tomorrow":[1]}""";
    private static final String HEALTH = """
            {"status":"no_model","service":"skin_cancer_detection","reason":"No champion is published yet",
             "model":null,"data":null,"synthetic":null,"disclaimer":"d"}""";

    private final ScriptedService service = new ScriptedService();
    private final InferenceClient client = new InferenceClient(ClientConfig.of(service.address()));

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void sendsTheImageAsItIsWithOptionsAndRequestId() throws Exception {
        service.answers(200, PREDICTION);
        PredictOptions options =
                PredictOptions.DEFAULT.withTopK(1).withEvidence(true).withRequestId(new RequestId("camera-7"));
        PredictionAnswer answer = client.predict(IMAGE, options);

        assertThat(answer.classCode()).isEqualTo("mel");
        assertThat(answer.allProbabilities()).containsEntry("Melanocytic nevi", 0.25);
        assertThat(answer.melanomaAlert()).isTrue();
        assertThat(answer.abstention()).isEqualTo(new AbstentionNotice("blurred", "e", 1.5, 2));
        assertThat(Objects.requireNonNull(answer.evidence()).contributions()).containsExactly(List.of(0.25, 0.75));
        ScriptedService.Received request = service.received();
        assertThat(request.method() + " " + request.uri()).isEqualTo("POST /predict?top_k=1&explain=true");
        assertThat(request.headers())
                .containsEntry("X-Request-ID", "camera-7")
                .containsEntry("Dermoscope-Deadline-Ms", "15000");
        String boundary = Objects.requireNonNull(request.headers().get("Content-Type"))
                .replace("multipart/form-data; boundary=", "");
        assertThat(new String(request.body(), StandardCharsets.ISO_8859_1))
                .isEqualTo("--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"image\"; filename=\"image\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n"
                        + new String(IMAGE, StandardCharsets.ISO_8859_1) + "\r\n--" + boundary + "--\r\n");
    }

    @Test
    void givesEveryRequestAnIdOfItsOwn() throws Exception {
        service.answers(200, HEALTH);
        assertThat(client.health().status()).isEqualTo("no_model");
        assertThat(client.health().synthetic()).isNull();
        assertThat(service.received().headers().get(RequestId.HEADER))
                .matches("[0-9a-f-]{36}")
                .isNotEqualTo(service.received().headers().get(RequestId.HEADER));
    }

    @Test
    void tellsTheImagesOfABatchThatFailedFromTheOthers() throws Exception {
        service.answers(
                200, "[" + PREDICTION + ",{\"error\":\"The image is empty\",\"code\":\"empty_image\",\"status\":400}]");
        List<BatchElement> elements = client.predictBatch(List.of(IMAGE, new byte[0]), PredictOptions.DEFAULT);
        assertThat(elements.get(0)).isInstanceOf(BatchElement.Predicted.class);
        assertThat(elements.get(1))
                .isInstanceOfSatisfying(
                        BatchElement.Failed.class,
                        failed -> assertThat(failed.error().code()).isEqualTo("empty_image"));
        assertThat(service.received().uri()).hasToString("/predict_batch?top_k=3");
        assertThatThrownBy(() -> client.predictBatch(List.of(), PredictOptions.DEFAULT))
                .hasMessageContaining("at least 1");
    }

    @Test
    void tellsStatusCodeSentenceAndWhenToComeBack() {
        service.answers(503, "{\"error\":\"All workers are busy\",\"code\":\"overloaded\"}")
                .with("Retry-After", "7");
        PredictOptions options = PredictOptions.DEFAULT.withRequestId(new RequestId("r-1"));
        RefusedException refusal = catchThrowableOfType(RefusedException.class, () -> client.predict(IMAGE, options));
        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.code()).isEqualTo("overloaded");
        assertThat(refusal.sentence()).isEqualTo("All workers are busy");
        assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(refusal.mayBeRetried()).isTrue();
        assertThat(refusal.requestId().value()).isEqualTo("r-1");
        assertThat(refusal).hasMessage("503 overloaded: All workers are busy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Bad gateway</html>", "", "null", "[]", "{\"message\":\"x\"}", "{\"error\":null}"})
    void saysThatAnErrorIsNotTheServicesOwn(String body) {
        service.answers(502, body).with("Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT");
        RefusedException refusal = catchThrowableOfType(RefusedException.class, client::health);
        assertThat(refusal.code()).isEqualTo(RefusedException.FOREIGN);
        assertThat(refusal.retryAfter()).isEmpty();
        assertThat(refusal).hasMessageNotContaining("gateway");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "[1]", "{\"class_code\":\"mel\"", "<html></html>"})
    void saysThatItDoesNotUnderstandASuccessOfAnotherForm(String body) {
        service.answers(200, body);
        assertThat(failure(() -> client.predict(IMAGE)).reason()).isEqualTo(Reason.NOT_UNDERSTOOD);
        assertThat(failure(() -> client.predictBatch(List.of(IMAGE), PredictOptions.DEFAULT))
                        .reason())
                .isEqualTo(Reason.NOT_UNDERSTOOD);
    }

    @Test
    void givesUpWhenTheTimeIsOverThoughTheAnswerHasBegun() {
        service.answers(200, PREDICTION).staysSilentAfterTheHead();
        PredictOptions options = PredictOptions.DEFAULT.withTimeout(Duration.ofMillis(50));
        NoAnswerException failure = failure(() -> client.predict(IMAGE, options));
        assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(failure).hasMessageContaining("50 ms");
    }

    @Test
    void saysThatNothingListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        InferenceClient nobody = new InferenceClient(ClientConfig.of(URI.create("http://127.0.0.1:" + port)));
        assertThat(failure(nobody::health).reason()).isEqualTo(Reason.CANNOT_CONNECT);
    }

    @Test
    void stopsWaitingWhenItsThreadIsInterrupted() {
        service.staysSilentAfterTheHead();
        Thread.currentThread().interrupt();
        NoAnswerException failure = failure(client::health);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.reason()).isEqualTo(Reason.INTERRUPTED);
    }

    @Test
    void findsTheServiceBelowAPath() throws Exception {
        service.answers(200, HEALTH);
        new InferenceClient(ClientConfig.of(URI.create(service.address() + "/derma/"))).health();
        assertThat(service.received().uri()).hasToString("/derma/health");
    }

    @Test
    void sendsItsTokenWithEveryRequestAndShowsItNowhere() throws Exception {
        ClientConfig config = ClientConfig.of(service.address()).withToken(AccessToken.of("a-secret-of-mine"));
        InferenceClient known = new InferenceClient(config);
        service.answers(200, HEALTH);
        known.health();
        assertThat(service.received().headers()).containsEntry("Authorization", "Bearer a-secret-of-mine");
        service.answers(403, "{\"error\":\"This needs the role 'predict'\",\"code\":\"missing_role\"}");
        assertThatThrownBy(() -> known.predict(IMAGE))
                .hasMessageContaining("missing_role")
                .hasMessageNotContaining("a-secret-of-mine");
        assertThat(service.received().headers()).containsEntry("Authorization", "Bearer a-secret-of-mine");
        assertThat(config.toString()).doesNotContain("a-secret-of-mine");
        assertThatThrownBy(() -> AccessToken.of("two words"))
                .hasMessageContaining("9 characters")
                .hasMessageNotContaining("two words");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host", "http:///x", "host:5000", "http://host?a=b", "relative"})
    void refusesAnAddressThatIsNone(String address) {
        assertThatThrownBy(() -> ClientConfig.of(URI.create(address)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed: http or https");
    }

    @Test
    void tellsTheServiceHowLongItWaits() throws Exception {
        service.answers(200, PREDICTION);
        client.predict(IMAGE, PredictOptions.DEFAULT.withTimeout(Duration.ofMillis(2500)));
        assertThat(service.received().headers()).containsEntry("Dermoscope-Deadline-Ms", "2500");
        assertThat(RequestDeadline.value(Duration.ofNanos(5))).isEqualTo("1");
        assertThat(RequestDeadline.value(Duration.ofDays(400_000_000))).isEqualTo("999999999");
    }

    @Test
    void refusesOptionsOutOfRange() {
        assertThatThrownBy(() -> PredictOptions.DEFAULT.withTopK(8)).hasMessageContaining("allowed: 1 to 7");
        assertThatThrownBy(() -> PredictOptions.DEFAULT.withTimeout(Duration.ZERO))
                .hasMessageContaining("more than 0");
    }

    @Test
    void needsNothingButJacksonOnItsClassPath() throws Exception {
        service.answers(200, HEALTH);
        List<URL> path = new ArrayList<>();
        for (Class<?> each : List.of(
                InferenceClient.class,
                ObjectMapper.class,
                JsonParser.class,
                JsonProperty.class,
                Jdk8Module.class,
                JavaTimeModule.class)) {
            path.add(each.getProtectionDomain().getCodeSource().getLocation());
        }
        try (URLClassLoader alone =
                new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> configType = alone.loadClass(ClientConfig.class.getName());
            Object config = configType.getMethod("of", URI.class).invoke(null, service.address());
            Class<?> clientType = alone.loadClass(InferenceClient.class.getName());
            Object lonely = clientType.getConstructor(configType).newInstance(config);
            Object health = clientType.getMethod("health").invoke(lonely);
            assertThat(health.toString()).contains("skin_cancer_detection");
        }
    }

    private static NoAnswerException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(NoAnswerException.class, call);
    }
}
