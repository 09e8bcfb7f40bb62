package org.dermoscope.web.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The service starts without its identity provider, and lets nobody in whom it cannot verify. */
@QuarkusTest
@TestProfile(IdentityProviderAwayTest.Profile.class)
class IdentityProviderAwayTest {
    /** Nothing listens on the reserved port 1. */
    public static class Profile extends ClosedProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.put("quarkus.oidc.tenant-enabled", "true");
            settings.put("quarkus.oidc.auth-server-url", "http://127.0.0.1:1/realms/none");
            return settings;
        }
    }

    @Test
    void aTokenThatCannotBeVerifiedIsAnsweredSo() {
        given().header("Authorization", "Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2ln")
                .get("/probe/log")
                .then()
                .statusCode(503)
                .body("code", equalTo("identity_provider_unavailable"));
        given().header("Authorization", "Bearer " + ClosedProfile.READ)
                .get("/probe/log")
                .then()
                .statusCode(200);
    }
}
