package org.dermoscope.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermoscope.web.RawHttp.get;
import static org.dermoscope.web.RawHttp.post;
import static org.dermoscope.web.RawHttp.postInChunks;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.Collections;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RequestIdsTest {
    private static final Pattern HEADER = Pattern.compile("(?im)^x-request-id: (.*)$");
    private static final String JSON = "application/json";

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URL url;

    static Stream<Arguments> answersOfEveryKind() {
        String id = "X-Request-ID: client-1";
        return Stream.of(
                arguments(get("/probe/number/1?q=2", id), 200),
                arguments(get("/probe/number/x", id), 404),
                arguments(get("/nothing", id), 404),
                arguments(get("/q/health", id), 200),
                arguments(get("/probe/echo", id), 405),
                arguments(get("/probe/fail/state", id), 500),
                arguments(get("/probe/fail/store", id), 503),
                arguments(get("/probe/number/1", id, "Accept: ///"), 400),
                arguments(post("/probe/operator", JSON, "", id, "Authorization: Bearer wrong-token-wrong"), 401),
                arguments(post("/probe/echo", "text/plain", "x", id), 415),
                arguments(post("/probe/echo", JSON, "x".repeat(5000), id), 413));
    }

    @ParameterizedTest
    @MethodSource("answersOfEveryKind")
    void theClientsIdIsInEveryAnswer(String request, int status) throws Exception {
        String answer = RawHttp.send(url.getPort(), request);
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(idIn(answer)).isEqualTo("client-1");
    }

    @Test
    void anAnswerToAnOverlongBodyInChunksHasAFreshId() throws Exception {
        String request = postInChunks("/probe/echo", JSON, Collections.nCopies(6, " ".repeat(1000)));
        String answer = RawHttp.send(url.getPort(), request);
        assertThat(answer).startsWith("HTTP/1.1 413");
        assertThat(idIn(answer)).matches("[0-9a-f-]{36}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "<script>alert(1)</script>", "${jndi:ldap://x}", "%0d%0aSet-Cookie: a=b", "\u00e4"})
    void anIdThatIsNotCleanIsReplacedAndNowhereInTheAnswer(String dirty) throws Exception {
        String answer = RawHttp.send(url.getPort(), get("/probe/log", "X-Request-ID: " + dirty));
        assertThat(idIn(answer)).matches("[0-9a-f-]{36}");
        assertThat(answer).doesNotContain(dirty).endsWith(idIn(answer));
    }

    @Test
    void theLogKnowsTheIdOnTheThreadThatWorks() throws Exception {
        assertThat(RawHttp.send(url.getPort(), get("/probe/log", "X-Request-ID: client-2")))
                .endsWith("\r\n\r\nclient-2");
    }

    @Test
    void anUnexpectedFailureNamesTheRequestUnderWhichTheLogHasIt() throws Exception {
        assertThat(RawHttp.send(url.getPort(), get("/probe/fail/state", "X-Request-ID: client-3")))
                .contains("under request id client-3");
    }

    @Test
    void theAccessLogSaysWhatWasAskedAndNoSecret() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Handler handler = new Collector(lines);
        Logger log = Logger.getLogger("io.quarkus.http.access-log");
        log.addHandler(handler);
        try {
            String request = post(
                    "/probe/echo?password=hidden-1",
                    JSON,
                    "{\"count\":7,\"text\":\"hidden-2\"}",
                    "X-Request-ID: client-4",
                    "Authorization: Bearer " + ProbeProducers.TOKEN,
                    "Cookie: a=hidden-4",
                    "Referer: hidden-5");
            RawHttp.send(url.getPort(), request);
            String line = lines.poll(10, TimeUnit.SECONDS);
            assertThat(line)
                    .matches("POST /probe/echo 200 [0-9.]+ ms, received 29, sent [0-9]+, request client-4, "
                            + "client 127\\.0\\.0\\.1")
                    .doesNotContain("hidden", ProbeProducers.TOKEN);
            RawHttp.send(url.getPort(), get("/no%0d%0athing", "X-Request-ID: a b"));
            assertThat(lines.poll(10, TimeUnit.SECONDS))
                    .matches("GET /no%0d%0athing 404 .* request [0-9a-f-]{36}, client .*");
        } finally {
            log.removeHandler(handler);
        }
    }

    private static String idIn(String answer) {
        Matcher header = HEADER.matcher(answer);
        assertThat(header.find()).as(answer).isTrue();
        String id = header.group(1).strip();
        assertThat(header.find()).isFalse();
        return id;
    }

    /** Keeps the lines. */
    private static final class Collector extends Handler {
        private final BlockingQueue<String> lines;

        Collector(BlockingQueue<String> lines) {
            this.lines = lines;
        }

        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
