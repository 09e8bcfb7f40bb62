package org.dermoscope.web.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ClosedProfile.class)
class RolesTest {
    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URL url;

    private static RequestSpecification with(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /predict, 200, 403, 403, predict",
        "POST, /probe/operator, 403, 403, 200, operate",
        "GET, /probe/log, 403, 200, 200, read",
        "GET, /q/metrics, 403, 200, 200, read",
        "GET, /q/openapi, 403, 200, 200, read",
        "GET, /q/swagger-ui/, 403, 200, 200, read",
        "GET, /no-such-route, 403, 404, 404, read",
        "DELETE, /probe/log, 403, 403, 405, operate",
        "GET, /v2, 404, 404, 404, predict",
        "GET, /model, 404, 404, 404, predict",
    })
    void aRouteAnswersToItsRoleAlone(
            String method, String path, int predicting, int reading, int operating, String role) {
        with(ClosedProfile.PREDICT).request(method, path).then().statusCode(predicting);
        with(ClosedProfile.READ).request(method, path).then().statusCode(reading);
        with(ClosedProfile.OPERATE).request(method, path).then().statusCode(operating);
        given().request(method, path)
                .then()
                .statusCode(401)
                .contentType("application/json")
                .header("WWW-Authenticate", equalTo("Bearer realm=\"dermoscope\""))
                .body("code", equalTo("token_required"))
                .body("error", containsString("the role '" + role + "'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/health/live", "/q/health/ready", "/q/health/started"})
    void healthNeedsNoRole(String path) {
        given().get(path).then().statusCode(200);
        with("a-token-that-nobody-gave").get(path).then().statusCode(200);
    }

    @Test
    void aMissingRoleIsNamed() {
        with(ClosedProfile.READ)
                .post("/probe/operator")
                .then()
                .statusCode(403)
                .contentType("application/json")
                .header("WWW-Authenticate", containsString("error=\"insufficient_scope\", scope=\"operate\""))
                .body("code", equalTo("missing_role"))
                .body("error", equalTo("This needs the role 'operate'; the caller has [read]"));
    }

    /** However the path is spelt: whoever may only predict gets no further than to what may be predicted. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/probe/operator;a=b",
                "/probe;/operator",
                "//probe/operator",
                "/./probe/operator",
                "/predict/../probe/operator",
                "/predict/%2e%2e/probe/operator",
                "/predict;/../probe/operator",
                "/predict%2f..%2fprobe%2foperator",
                "/%70robe/operator",
                "/probe/operator/",
                "/probe/operator?/predict",
                "/predict;a=b",
                "/PREDICT",
                "/v2/models/a/../../../probe/operator/infer",
                "/v2/models/..;/infer"
            })
    void noSpellingOfAPathGetsPastTheRole(String path) {
        for (String token : List.of(ClosedProfile.PREDICT, ClosedProfile.READ)) {
            with(token).urlEncodingEnabled(false).post(path).then().statusCode(403);
        }
        given().urlEncodingEnabled(false).post(path).then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Basic b3BlcmF0b3I6cHc=",
                "a-token-that-may-operate",
                "Bearer a-token-that-may-operat",
                "Bearer a-token-that-may-operate x",
                "Digest a-token-that-may-operate"
            })
    void whatIsNoTokenOfOursIsRefused(String header) {
        given().header("Authorization", header)
                .post("/probe/operator")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("error=\"invalid_token\""))
                .body("code", equalTo("invalid_token"));
    }

    /** Else strangers could fill the memory. */
    @Test
    void aStrangerIsAnsweredBeforeTheBodyIsThere() throws IOException {
        for (String length : List.of("Content-Length: 4000", "Transfer-Encoding: chunked")) {
            try (Socket socket = new Socket("localhost", url.getPort())) {
                socket.setSoTimeout(5000);
                String head = "POST /predict HTTP/1.1\r\nHost: localhost\r\n" + length + "\r\n\r\n";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                byte[] status = socket.getInputStream().readNBytes(12);
                assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 401");
            }
        }
    }

    @Test
    void theDescriptionOfTheApiSaysTheRoleOfEachRoute() {
        with(ClosedProfile.READ)
                .get("/q/openapi?format=json")
                .then()
                .body("components.securitySchemes.bearer.scheme", equalTo("bearer"))
                .body("paths.'/predict'.post.security[0].bearer[0]", equalTo("predict"))
                .body("paths.'/probe/operator'.post.security[0].bearer[0]", equalTo("operate"))
                .body("paths.'/probe/operator'.post.responses.'403'.description", containsString("role operate"));
    }
}
