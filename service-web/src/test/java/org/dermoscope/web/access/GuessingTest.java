package org.dermoscope.web.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(GuessingTest.Profile.class)
class GuessingTest {
    private static final int FAILURES = 12;

    /** Twelve wrong tokens a minute. */
    public static class Profile extends ClosedProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.put("dermoscope.access.failures-per-minute", Integer.toString(FAILURES));
            return settings;
        }
    }

    private static int ask(String token) {
        return given().header("Authorization", "Bearer " + token)
                .get("/probe/log")
                .statusCode();
    }

    @Test
    void whoGuessesIsHeldBackAndARightTokenIsNot() {
        int unauthorized = 0;
        int held = 0;
        for (int i = 0; i < 2 * FAILURES; i++) {
            int status = ask("guess-number-000000" + i);
            unauthorized += status == 401 ? 1 : 0;
            held += status == 429 ? 1 : 0;
        }
        assertThat(unauthorized).isBetween(FAILURES, FAILURES + 3);
        assertThat(unauthorized + held).isEqualTo(2 * FAILURES);
        given().header("Authorization", "Bearer one-more-guess-000")
                .get("/probe/log")
                .then()
                .statusCode(429)
                .header("Retry-After", equalTo("5"))
                .body("code", equalTo("too_many_failed_authentications"));
        assertThat(ask(ClosedProfile.READ)).isEqualTo(200);
        given().get("/q/health/live").then().statusCode(200);
    }
}
