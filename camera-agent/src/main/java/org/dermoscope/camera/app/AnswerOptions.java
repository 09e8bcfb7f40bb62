package org.dermoscope.camera.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.dermoscope.camera.client.PredictionLoop;
import org.dermoscope.camera.frame.BackoffPolicy;
import org.dermoscope.wire.client.AccessToken;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say who answers, and what is sent. */
final class AnswerOptions {
    private static final int MAX_IN_FLIGHT = 8;
    private static final int LEAST_QUALITY = 5;
    private static final int MAX_QUALITY = 100;
    private static final int LEAST_SIDE = 64;
    private static final String TOKEN_VARIABLE = "DERMOSCOPE_TOKEN";

    /** Who answers. */
    enum Mode {
        service,
        local
    }

    @Option(
            names = "--mode",
            defaultValue = "service",
            paramLabel = "MODE",
            description = "service: ask inference-service; local: load the checkpoint here (default: ${DEFAULT-VALUE})")
    Mode mode = Mode.service;

    @Option(
            names = "--url",
            defaultValue = "http://127.0.0.1:5000",
            paramLabel = "URL",
            description = "of inference-service (default: ${DEFAULT-VALUE})")
    URI url = URI.create("http://127.0.0.1:5000");

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "file with the token to send (default: the variable DERMOSCOPE_TOKEN, else none)")
    @Nullable
    Path tokenFile;

    @Option(names = "--wait-for-service", description = "begin without the service and show answers once it is there")
    boolean waitForService;

    @Option(
            names = "--timeout",
            defaultValue = "5000",
            paramLabel = "MS",
            description = "give up on an answer after this time (default: ${DEFAULT-VALUE})")
    int timeout = 5000;

    @Option(
            names = "--store",
            defaultValue = "data/store",
            paramLabel = "DIR",
            description = "store with the champion, for --mode local (default: ${DEFAULT-VALUE})")
    Path store = Path.of("data/store");

    @Option(
            names = "--in-flight",
            defaultValue = "1",
            paramLabel = "N",
            description = "requests at a time, 1 to 8 (default: ${DEFAULT-VALUE})")
    int inFlight = 1;

    @Option(
            names = "--quality",
            defaultValue = "90",
            paramLabel = "PERCENT",
            description = "of the JPEG that is sent, 5 to 100 (default: ${DEFAULT-VALUE})")
    int quality = 90;

    @Option(
            names = "--send-size",
            defaultValue = "480",
            paramLabel = "PIXELS",
            description = "longest side of what is sent, at least 64 (default: ${DEFAULT-VALUE})")
    int sendSize = 480;

    @Option(
            names = "--smoothing",
            defaultValue = "0.4",
            paramLabel = "WEIGHT",
            description = "weight of the newest answer, above 0 to 1 (default: ${DEFAULT-VALUE})")
    double smoothing = 0.4;

    /** @throws IllegalArgumentException if what should be a token is none, or the file cannot be read */
    Optional<AccessToken> token() {
        String given = System.getenv(TOKEN_VARIABLE);
        if (tokenFile == null) {
            return Optional.ofNullable(given)
                    .filter(value -> !value.isBlank())
                    .map(value -> AccessToken.of(value.strip()));
        }
        try {
            return Optional.of(AccessToken.in(tokenFile));
        } catch (IOException e) {
            throw new IllegalArgumentException("--token-file is " + tokenFile + ", which cannot be read", e);
        }
    }

    Duration answerTimeout() {
        return Duration.ofMillis(timeout);
    }

    /** @throws IllegalArgumentException names the option, its value and what is allowed */
    PredictionLoop.Settings settings() {
        require(timeout >= 1, "--timeout", timeout, "1 or more");
        require(inFlight >= 1 && inFlight <= MAX_IN_FLIGHT, "--in-flight", inFlight, "1 to " + MAX_IN_FLIGHT);
        require(
                quality >= LEAST_QUALITY && quality <= MAX_QUALITY,
                "--quality",
                quality,
                LEAST_QUALITY + " to " + MAX_QUALITY);
        require(sendSize >= LEAST_SIDE, "--send-size", sendSize, LEAST_SIDE + " or more");
        require(smoothing > 0 && smoothing <= 1, "--smoothing", smoothing, "above 0 to 1");
        return new PredictionLoop.Settings(inFlight, quality / 100f, sendSize, smoothing, BackoffPolicy.DEFAULT);
    }

    private static void require(boolean allowed, String option, Object value, String range) {
        if (!allowed) {
            throw new IllegalArgumentException(option + " is " + value + "; allowed: " + range);
        }
    }
}
