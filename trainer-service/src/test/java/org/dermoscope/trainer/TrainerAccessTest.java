package org.dermoscope.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dermoscope.access.RouteRoles;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(TrainerAccessTest.Profile.class)
@WithTestResource(TrainerFolders.class)
class TrainerAccessTest {
    private static final Map<String, String> TOKENS = Map.of(
            "predict", "token-that-may-predict-7c1f",
            "read", "token-that-may-read-51ab",
            "operate", "token-that-may-operate-09de");

    /** Nothing is open. */
    public static class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Path file = Path.of("target", "access-tokens");
            try {
                Files.write(
                        file,
                        TOKENS.entrySet().stream()
                                .map(e -> e.getKey() + " " + e.getKey() + " " + e.getValue())
                                .toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Map.of("dermoscope.access.open", "none", "dermoscope.access.tokens", file.toString());
        }
    }

    @Test
    void everyRouteIsGuardedByItsRole() throws Exception {
        List<String> looking = List.of("operate", "read");
        List<String> operating = List.of("operate");
        URI service = URI.create("http://127.0.0.1:" + RestAssured.port);
        assertThat(new RouteRoles(service, TOKENS).find())
                .isEqualTo(Map.ofEntries(
                        Map.entry("GET /architectures", looking),
                        Map.entry("GET /checkpoints", looking),
                        Map.entry("GET /checkpoints/{id}", looking),
                        Map.entry("GET /checkpoints/{id}/evaluation", looking),
                        Map.entry("POST /checkpoints/{id}/pin", operating),
                        Map.entry("POST /checkpoints/{id}/unpin", operating),
                        Map.entry("POST /checkpoints/{id}/promote", operating),
                        Map.entry("GET /ensembles", looking),
                        Map.entry("GET /ensembles/{id}", looking),
                        Map.entry("GET /ensembles/{id}/evaluation", looking),
                        Map.entry("POST /ensembles/{id}/pin", operating),
                        Map.entry("POST /ensembles/{id}/unpin", operating),
                        Map.entry("POST /ensembles/{id}/promote", operating),
                        Map.entry("GET /jobs", looking),
                        Map.entry("POST /jobs", operating),
                        Map.entry("GET /jobs/{id}", looking),
                        Map.entry("POST /jobs/{id}/cancel", operating),
                        Map.entry("GET /jobs/{id}/events", looking),
                        Map.entry("GET /jobs/{id}/lr-range.{format}", looking)));
    }
}
