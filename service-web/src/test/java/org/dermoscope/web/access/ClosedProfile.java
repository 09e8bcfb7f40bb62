package org.dermoscope.web.access;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Nothing is open; one token for each role, two of them in the file as hashes. */
public class ClosedProfile implements QuarkusTestProfile {
    static final String PREDICT = "a-token-that-may-predict";
    static final String READ = "a-token-that-may-read";
    static final String OPERATE = "a-token-that-may-operate";

    @Override
    public Map<String, String> getConfigOverrides() {
        Path file = Path.of("target", "closed-tokens");
        try {
            Files.write(
                    file,
                    List.of(
                            "# name roles token",
                            "clinic-a  predict  " + hash(PREDICT),
                            "",
                            "monitor   read     " + hash(READ),
                            "pipeline  operate  " + OPERATE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "dermoscope.access.open", "none",
                "dermoscope.access.tokens", file.toString(),
                "dermoscope.operator-token", "");
    }

    private static String hash(String token) {
        return "sha256:" + HexFormat.of().formatHex(TokenHash.digest(token));
    }
}
