package org.dermoscope.web.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(RequestRateTest.Profile.class)
class RequestRateTest {
    /** One request a second, two at once. */
    public static class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("dermoscope.access.requests-per-second", "1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/probe/log", "/predict", "/q/health", "/q/metrics", "/no-such-route"})
    void aClientThatAsksTooOftenIsToldSoOnEveryRoute(String path) {
        Response answer = given().get(path);
        for (int i = 0; i < 30 && answer.statusCode() != 429; i++) {
            answer = given().get(path);
        }
        answer.then().statusCode(429).header("Retry-After", equalTo("1")).body("code", equalTo("too_many_requests"));
    }
}
