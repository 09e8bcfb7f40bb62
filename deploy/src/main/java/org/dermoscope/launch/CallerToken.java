package org.dermoscope.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dermoscope.wire.client.AccessToken;

/**
 * Whose token a command sends: that of {@code DERMOSCOPE_TOKEN}, else of {@code DERMOSCOPE_OPERATOR_TOKEN}, with which the
 * services are started as well, else the one that they made for themselves. Stateless: the file may come later.
 *
 * @param file that the services of this folder write on their first start
 */
record CallerToken(Map<String, String> environment, Path file) {
    static final String VARIABLE = "DERMOSCOPE_TOKEN";
    static final String OPERATOR_VARIABLE = "DERMOSCOPE_OPERATOR_TOKEN";

    /** Empty where there is none. */
    Optional<AccessToken> find() throws IOException {
        Optional<String> given = Stream.of(VARIABLE, OPERATOR_VARIABLE)
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isBlank())
                .findFirst();
        try {
            if (given.isPresent()) {
                return given.map(value -> AccessToken.of(value.strip()));
            }
            return Files.isReadable(file) ? Optional.of(AccessToken.in(file)) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            throw new IOException(malformed.getMessage(), malformed);
        }
    }
}
