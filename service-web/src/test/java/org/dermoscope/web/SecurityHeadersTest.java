package org.dermoscope.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermoscope.web.RawHttp.get;
import static org.dermoscope.web.RawHttp.post;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class SecurityHeadersTest {
    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URL url;

    static Stream<String> answersOfEveryKind() {
        return Stream.of(
                get("/probe/number/1?q=2"),
                get("/nothing"),
                get("/q/health"),
                get("/q/metrics"),
                get("/q/openapi"),
                get("/probe/echo"),
                get("/probe/fail/state"),
                get("/probe/number/1", "Accept: ///"),
                get("/probe/number/1", "Authorization: Bearer wrong-token-wrong"),
                post("/probe/echo", "application/json", "x".repeat(5000)));
    }

    @ParameterizedTest
    @MethodSource("answersOfEveryKind")
    void noAnswerMayBeMoreThanShown(String request) throws Exception {
        assertThat(RawHttp.send(url.getPort(), request))
                .containsIgnoringCase("Content-Security-Policy: default-src 'none'; frame-ancestors 'none'")
                .containsIgnoringCase("X-Content-Type-Options: nosniff")
                .containsIgnoringCase("X-Frame-Options: DENY")
                .containsIgnoringCase("Referrer-Policy: no-referrer")
                .containsIgnoringCase("Cache-Control: no-store")
                .doesNotContainIgnoringCase("Strict-Transport-Security")
                .doesNotContainIgnoringCase("Access-Control-Allow-Origin");
    }

    @Test
    void thePageOfTheApiLoadsItsOwnScriptsAndNoOthers() throws Exception {
        assertThat(RawHttp.send(url.getPort(), get("/q/swagger-ui/")))
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("Content-Security-Policy: default-src 'self'; script-src 'self' 'unsafe-inline'")
                .containsIgnoringCase("frame-ancestors 'none'");
    }

    @Test
    void pagesOfOtherOriginsMayNotAsk() throws Exception {
        String preflight = "OPTIONS /predict HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Origin: https://elsewhere.example\r\nAccess-Control-Request-Method: POST\r\n\r\n";
        assertThat(RawHttp.send(url.getPort(), preflight)).doesNotContainIgnoringCase("Access-Control-Allow");
        assertThat(RawHttp.send(url.getPort(), get("/probe/log", "Origin: https://elsewhere.example")))
                .doesNotContainIgnoringCase("Access-Control-Allow");
    }
}
