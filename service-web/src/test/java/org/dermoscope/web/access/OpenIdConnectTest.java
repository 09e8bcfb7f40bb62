package org.dermoscope.web.access;

import static io.quarkus.test.oidc.server.OidcWiremockTestResource.generateJwtToken;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens of Quarkus' own OpenID Connect server, beside those of the file. */
@QuarkusTest
@TestProfile(OpenIdConnectTest.Profile.class)
@WithTestResource(OidcWiremockTestResource.class)
class OpenIdConnectTest {
    private static final String AUDIENCE = "dermoscope";

    /** What an operator sets to switch it on. */
    public static class Profile extends ClosedProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.put("quarkus.oidc.tenant-enabled", "true");
            settings.put("quarkus.oidc.auth-server-url", "${keycloak.url}/realms/quarkus");
            return settings;
        }
    }

    private static ValidatableResponse ask(String method, String path, String token) {
        return given().header("Authorization", "Bearer " + token)
                .request(method, path)
                .then();
    }

    private static String token(String audience, String... groups) {
        return generateJwtToken("alice", Set.of(groups), "alice", "Bearer", Set.of(audience));
    }

    @ParameterizedTest
    @CsvSource({
        "predict, POST, /predict, 200",
        "predict, GET, /probe/log, 403",
        "read, GET, /probe/log, 200",
        "read, POST, /probe/operator, 403",
        "operate, POST, /probe/operator, 200",
        "operate, GET, /probe/log, 200",
        "offline_access, POST, /predict, 403",
    })
    void theRolesAreThoseOfTheToken(String group, String method, String path, int status) {
        ask(method, path, token(AUDIENCE, group)).statusCode(status);
    }

    @Test
    void aTokenForAnotherServiceIsNone() {
        ask("POST", "/probe/operator", token("another-service", "operate"))
                .statusCode(401)
                .header("WWW-Authenticate", containsString("error=\"invalid_token\""))
                .body("code", equalTo("invalid_token"));
    }

    @Test
    void aTokenThatWasChangedIsNone() {
        String token = token(AUDIENCE, "read");
        String[] parts = token.split("\\.");
        String forged = parts[0] + "." + token(AUDIENCE, "operate").split("\\.")[1] + "." + parts[2];
        ask("POST", "/probe/operator", forged).statusCode(401).body("code", equalTo("invalid_token"));
        String unsigned = "eyJhbGciOiJub25lIn0." + parts[1] + ".";
        ask("GET", "/probe/log", unsigned).statusCode(401).body("code", equalTo("invalid_token"));
        ask("GET", "/probe/log", "an-opaque-token-of-nobody").statusCode(401).body("code", equalTo("invalid_token"));
    }

    @Test
    void theTokensOfTheFileAreStillGood() {
        ask("GET", "/probe/log", ClosedProfile.READ).statusCode(200);
        given().get("/probe/log").then().statusCode(401).body("code", equalTo("token_required"));
        given().get("/q/health/live").then().statusCode(200);
    }
}
