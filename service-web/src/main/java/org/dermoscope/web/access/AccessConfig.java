package org.dermoscope.web.access;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Who may do what; a group of each service's settings. */
public interface AccessConfig {
    /** Roles that everybody has who reaches the service, without any token; {@code none} alone for no role. */
    @WithDefault("predict,read")
    List<String> open();

    /** Whether {@code /q/metrics} needs no role. */
    @WithDefault("false")
    boolean openMetrics();

    /** A file of tokens, see {@link TokenFile}; read once at start. */
    Optional<Path> tokens();

    /** Requests that one client address may send in a second, and twice as many at once; then 429. */
    @WithDefault("1000")
    int requestsPerSecond();

    /** Requests of one client address that may be unanswered at a time, event streams among them; then 429. */
    @WithDefault("512")
    int inFlight();

    /** Wrong tokens that one client address may send in a minute; then 429 for any that is not right. */
    @WithDefault("20")
    int failuresPerMinute();
}
