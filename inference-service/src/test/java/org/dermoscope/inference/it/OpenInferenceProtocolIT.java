package org.dermoscope.inference.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dermoscope.inference.SampleImages;
import org.dermoscope.inference.model.ChampionFollower;
import org.dermoscope.store.ArtifactStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@TestProfile(ServingProfile.class)
class OpenInferenceProtocolIT {
    private static final byte[] PNG = SampleImages.encoded("png");
    private static final String IMAGE = Base64.getEncoder().encodeToString(PNG);
    private static final String VERSION = "sequential-cnn-20261123T205204Z-fix004";
    private static final String INFER = "/v2/models/dermoscope/infer";

    @Inject
    ArtifactStore store;

    @Inject
    ChampionFollower follower;

    @BeforeEach
    void serve() {
        Service.empty(store);
        Service.serve(store, follower, "mel", 4);
    }

    private static String request(String name, String datatype, Object shape, List<String> data) {
        String elements = data.stream().map(s -> "\"" + s + "\"").collect(Collectors.joining(","));
        return "{\"inputs\":[{\"name\":\"" + name + "\",\"datatype\":\"" + datatype + "\",\"shape\":" + shape
                + ",\"data\":[" + elements + "]}]}";
    }

    private static Response infer(String body) {
        return given().contentType(ContentType.JSON).body(body).post(INFER);
    }

    @Test
    void describesServerAndModel() {
        given().get("/v2").then().statusCode(200).body("extensions", contains("binary_tensor_data"));
        given().get("/v2/health/live").then().statusCode(200).body("live", equalTo(true));
        given().get("/v2/health/ready").then().statusCode(200).body("ready", equalTo(true));
        for (String path : List.of("/v2/models/dermoscope", "/v2/models/dermoscope/versions/" + VERSION)) {
            given().get(path)
                    .then()
                    .statusCode(200)
                    .body("name", equalTo("dermoscope"))
                    .body("versions", contains(VERSION))
                    .body("inputs.name", contains("image"))
                    .body("inputs[0].shape", contains(-1))
                    .body("outputs.datatype", contains("FP64", "BYTES", "BOOL"));
            given().get(path + "/ready").then().statusCode(200).body("ready", equalTo(true));
        }
    }

    @Test
    void answersWithTheVeryProbabilitiesOfPredict() {
        JsonPath predict = given().multiPart("image", "a", PNG).post("/predict").jsonPath(Precision.DOUBLES);
        List<Double> expected =
                List.copyOf(predict.<String, Double>getMap("all_probabilities").values());
        boolean abstained = predict.getBoolean("abstained");
        JsonPath answer = infer(request("image", "BYTES", "[2]", List.of(IMAGE, "data:image/png;base64," + IMAGE))
                        .replaceFirst("\\{", "{\"id\":\"my-id\","))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath(Precision.DOUBLES);
        assertThat(answer.getString("model_name")).isEqualTo("dermoscope");
        assertThat(answer.getString("model_version")).isEqualTo(VERSION);
        assertThat(answer.getString("id")).isEqualTo("my-id");
        assertThat(answer.getString("parameters.disclaimer")).contains("not a medical device");
        assertThat(answer.getBoolean("parameters.synthetic")).isTrue();
        assertThat(answer.getList("outputs.name")).containsExactly("probabilities", "class", "abstained");
        assertThat(answer.getList("outputs[0].shape", Integer.class)).containsExactly(2, 7);
        List<Double> rows = answer.getList("outputs[0].data", Double.class);
        assertThat(rows.subList(0, 7)).isEqualTo(expected);
        assertThat(rows.subList(7, 14)).isEqualTo(expected);
        assertThat(answer.getList("outputs[1].data")).containsExactly("mel", "mel");
        assertThat(answer.getList("outputs[2].data")).containsExactly(abstained, abstained);
    }

    @Test
    void givesOnlyTheOutputsAskedForAndOnlyFromTheVersionAskedFor() {
        String body = request("image", "BYTES", "[1]", List.of(IMAGE));
        String one = body.substring(0, body.length() - 1) + ",\"outputs\":[{\"name\":\"class\"}]}";
        infer(one).then().statusCode(200).body("outputs.name", contains("class"));
        String versions = "/v2/models/dermoscope/versions/";
        given().contentType(ContentType.JSON)
                .body(body)
                .post(versions + VERSION + "/infer")
                .then()
                .statusCode(200);
        Service.serve(store, follower, "nv", 5);
        given().contentType(ContentType.JSON)
                .body(body)
                .post(versions + VERSION + "/infer")
                .then()
                .statusCode(404)
                .body("code", equalTo("unknown_version"))
                .body("error", containsString("served: [sequential-cnn-20261123T205205Z-fix005]"));
    }

    @Test
    void takesAndGivesTensorsAsBytesBehindTheJson() throws Exception {
        ByteArrayOutputStream tensor = new ByteArrayOutputStream();
        for (int i = 0; i < 2; i++) {
            tensor.writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(PNG.length)
                    .array());
            tensor.writeBytes(PNG);
        }
        HttpResponse<byte[]> response = sendBytes(
                "{\"parameters\":{\"binary_data_output\":true},\"inputs\":[{\"name\":\"image\",\"datatype\":\"BYTES\","
                        + "\"shape\":[2],\"parameters\":{\"binary_data_size\":" + tensor.size() + "}}]}",
                tensor.toByteArray());
        assertThat(response.statusCode()).isEqualTo(200);
        int length = Math.toIntExact(response.headers()
                .firstValueAsLong("Inference-Header-Content-Length")
                .orElseThrow());
        JsonPath json = new JsonPath(new String(response.body(), 0, length, StandardCharsets.UTF_8));
        assertThat(json.getList("outputs.parameters.binary_data_size")).containsExactly(112, 14, 2);
        assertThat(json.getList("outputs.data")).containsOnlyNulls();
        byte[] behind = Arrays.copyOfRange(response.body(), length, response.body().length);
        ByteBuffer doubles = ByteBuffer.wrap(behind).order(ByteOrder.LITTLE_ENDIAN);
        double melanoma = given().multiPart("image", "a", PNG)
                .post("/predict")
                .jsonPath(Precision.DOUBLES)
                .getDouble("all_probabilities.Melanoma");
        assertThat(doubles.getDouble(4 * Double.BYTES)).isEqualTo(melanoma);
        assertThat(new String(behind, 112, 14, StandardCharsets.ISO_8859_1))
                .isEqualTo("\u0003\u0000\u0000\u0000mel\u0003\u0000\u0000\u0000mel");
    }

    private static HttpResponse<byte[]> sendBytes(String json, byte[] behind) throws IOException, InterruptedException {
        byte[] head = json.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(head);
        body.writeBytes(behind);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + INFER))
                .header("Inference-Header-Content-Length", "" + head.length)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments("", 400, "missing_field", "'inputs'"),
                arguments("{}", 400, "invalid_value", "'inputs' has 0 tensors; allowed: 1"),
                arguments("{\"inputs\":[null]}", 400, "invalid_value", "allowed: 1, named 'image'"),
                arguments("[1", 400, "malformed_json", ""),
                arguments("{\"input\":[]}", 400, "unknown_field", "known: [id, inputs, outputs, parameters]"),
                arguments(request("pixels", "BYTES", "[1]", List.of(IMAGE)), 400, "invalid_value", "allowed: image"),
                arguments(request("image", "UINT8", "[1]", List.of(IMAGE)), 400, "invalid_value", "allowed: BYTES"),
                arguments(request("image", "BYTES", "[]", List.of()), 400, "invalid_value", "is []; allowed: [n]"),
                arguments(request("image", "BYTES", "[0]", List.of()), 400, "invalid_value", "n at least 1"),
                arguments(request("image", "BYTES", "[1,1]", List.of(IMAGE)), 400, "invalid_value", "[1, 1]"),
                arguments(request("image", "BYTES", "[2]", List.of(IMAGE)), 400, "malformed_tensor", "array of 2"),
                arguments(request("image", "BYTES", "[1]", List.of("%")), 400, "invalid_base64", "Element 0"),
                arguments(request("image", "BYTES", "[1]", List.of("")), 400, "empty_image", "Element 0"),
                arguments(
                        request("image", "BYTES", "[2]", List.of(IMAGE, "AAAA")),
                        415,
                        "unsupported_image_type",
                        "Element 1 of tensor 'image': "),
                arguments(
                        request("image", "BYTES", "[65]", Collections.nCopies(65, "")),
                        413,
                        "too_many_images",
                        "allowed: at most 64"),
                arguments(" ".repeat((16 << 20) + 1), 413, "body_too_large", "/predict_batch takes more"));
    }

    @ParameterizedTest(name = "{2} {3}")
    @MethodSource("refusals")
    void refusesWithTheProtocolsErrorAndTheServicesCode(String body, int status, String code, String sentence) {
        infer(body).then().statusCode(status).body("code", equalTo(code)).body("error", containsString(sentence));
    }

    @Test
    void refusesWhatIsNotThere() {
        for (String path : List.of("/v2/models/x", "/v2/models/x/ready", "/v2/models/dermoscope/versions/1/ready")) {
            given().get(path)
                    .then()
                    .statusCode(404)
                    .body("error", anyOf(containsString("Unknown"), containsString("served")));
        }
        String body = request("image", "BYTES", "[1]", List.of(IMAGE));
        infer(body.substring(0, body.length() - 1) + ",\"outputs\":[{\"name\":\"logits\"}]}")
                .then()
                .statusCode(400)
                .body("error", containsString("'logits'; known: [probabilities, class, abstained]"));
    }

    @Test
    void refusesLengthsThatCannotBe() throws Exception {
        String json = request("image", "BYTES", "[1]", List.of(IMAGE));
        assertThat(new String(sendBytes(json, new byte[3]).body(), StandardCharsets.UTF_8))
                .contains("malformed_tensor");
        for (String length : List.of("0", "-1", "x", "99999999999", "" + (json.length() + 1))) {
            given().contentType(ContentType.JSON)
                    .header("Inference-Header-Content-Length", length)
                    .body(json)
                    .post(INFER)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("malformed_header"));
        }
    }

    @Test
    void keepsTheDeadlineThatTheClientSets() {
        given().header("Dermoscope-Deadline-Ms", "soon")
                .contentType(ContentType.JSON)
                .body(request("image", "BYTES", "[1]", List.of(IMAGE)))
                .post(INFER)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_header"));
    }

    @Test
    void countsInTheMetricsAsPredictDoes() {
        double before = refused();
        infer(request("image", "BYTES", "[1]", List.of("AAAA"))).then().statusCode(415);
        assertThat(refused()).isEqualTo(before + 1);
    }

    private static double refused() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("dermoscope_predict_refused_total{code=\"unsupported_image_type\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
