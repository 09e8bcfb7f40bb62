package org.dermoscope.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dermoscope.web.RawHttp.get;
import static org.dermoscope.web.RawHttp.post;
import static org.dermoscope.web.RawHttp.postInChunks;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.dermoscope.checkpoint.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class ErrorAnswersTest {
    private static final String JSON = "application/json";
    private static final String FORM = "multipart/form-data; boundary=b";
    private static final String FILE_PART =
            "--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.jpg\"\r\n\r\n";
    private static final String NOTE_PART = "--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n";

    private static final String UNKNOWN_CHARSET = "--b\r\nContent-Disposition: form-data; name=\"note\"\r\n"
            + "Content-Type: text/plain; charset=nonsense\r\n\r\nx\r\n--b--\r\n";

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URL url;

    private static Arguments body(String json, String code, String sentence) {
        return arguments(post("/probe/echo", JSON, json), 400, code, sentence);
    }

    static Stream<Arguments> unreadableBodies() {
        return Stream.of(
                body("{\"texxt\":1,\"count\":1}", "unknown_field", "'texxt'; known: [at, count, inners, kind, text]"),
                body("{\"count\":1,\"inners\":[{\"some_rate\":\"x\"}]}", "invalid_value", "inners[0].some_rate"),
                body("{\"count\":\"x\"}", "invalid_value", "'count' has a value of the wrong type; allowed: a whole"),
                body("{\"count\":{}}", "invalid_value", "Field 'count'"),
                body("{\"count\":null}", "missing_field", "Field 'count' is missing or null"),
                body("{}", "missing_field", "Field 'count' is missing or null"),
                body("{\"count\":1.5}", "invalid_value", "Field 'count' is '1.5'; allowed: a whole number"),
                body("{\"count\":1,\"text\":5}", "invalid_value", "Field 'text' is '5'; allowed: a string"),
                body("{\"count\":1,\"kind\":\"x\"}", "invalid_value", "allowed: [first_kind, second_kind]"),
                body("{\"count\":1,\"at\":\"x\"}", "invalid_value", "allowed: a time in ISO-8601 form"),
                body("[]", "malformed_json", "The body is not an object in JSON"),
                body("{\"count\":1", "malformed_json", "line 1, column"),
                body("{\"count\":1,\"count\":2}", "malformed_json", "not well-formed JSON at line 1"),
                body("{\"count\":1} x", "malformed_json", "not well-formed"),
                body("{\"count\":" + "1".repeat(3000) + "}", "malformed_json", "not well-formed"),
                body("{\"text\":\"\u00ff\u00fe\"}", "malformed_json", "not well-formed"));
    }

    static Stream<Arguments> refusedRequests() {
        return Stream.of(
                arguments(post("/probe/echo", "text/plain", "x"), 415, "unsupported_content_type", "'text/plain'"),
                arguments(post("/probe/echo", ";;;", "x"), 400, "malformed_request", "cannot be read"),
                arguments(get("/probe/number/1", "Accept: ///"), 400, "malformed_header", "Accept"),
                arguments(get("/probe/echo"), 405, "method_not_allowed", "/probe/echo"),
                arguments(get("/nothing"), 404, "unknown_route", "/nothing"),
                arguments(get("/q/nothing"), 404, "unknown_route", "/q/nothing"),
                arguments(post("/probe/form", FORM, "--b\r\nContent-Disp"), 400, "malformed_body", "ends early"),
                arguments(post("/probe/form", FORM, "hello"), 400, "malformed_body", "ends early"),
                arguments(post("/probe/form", FORM, UNKNOWN_CHARSET), 400, "malformed_body", "Content-Type"),
                arguments(get("/probe/fail/refusal"), 429, "queue_full", "The queue is full"),
                arguments(get("/probe/fail/store"), 503, "store_unavailable", "try again"));
    }

    static Stream<Arguments> tooLargeRequests() {
        List<String> blanks = Collections.nCopies(6, " ".repeat(1000));
        Stream<String> file = Stream.of(Stream.of(FILE_PART), blanks.stream(), Stream.of("\r\n--b--\r\n"))
                .flatMap(s -> s);
        return Stream.of(
                arguments(post("/probe/echo", JSON, "x".repeat(4097)), "4097 bytes; allowed: at most 4096"),
                arguments(post("/probe/echo", JSON, "x".repeat(40_000)), "40000 bytes; allowed: at most 4096"),
                arguments(postInChunks("/probe/echo", JSON, blanks), "allowed: at most 4096 bytes"),
                arguments(postInChunks("/probe/form", FORM, file.toList()), "allowed: at most 4096 bytes"),
                arguments(post("/probe/form", FORM, NOTE_PART + "x".repeat(3000) + "\r\n--b--\r\n"), "text field"));
    }

    @ParameterizedTest
    @MethodSource("unreadableBodies")
    void anUnreadableBodyIsAnsweredWithFieldAndWhatIsAllowed(String request, int status, String code, String sentence)
            throws Exception {
        expect(request, status, code, sentence);
    }

    @ParameterizedTest
    @MethodSource("refusedRequests")
    void aRefusedRequestIsAnsweredInJson(String request, int status, String code, String sentence) throws Exception {
        expect(request, status, code, sentence);
    }

    @ParameterizedTest
    @MethodSource("tooLargeRequests")
    void aBodyBeyondTheLimitIsAnsweredInJson(String request, String sentence) throws Exception {
        expect(request, 413, "body_too_large", sentence);
    }

    @Test
    void aBodyOfUnannouncedLengthIsReadUpToTheLimit() throws Exception {
        String chunked = postInChunks("/probe/echo", JSON, List.of("{\"count\"", ":", "7}", " ".repeat(4000)));
        assertThat(RawHttp.send(url.getPort(), chunked))
                .startsWith("HTTP/1.1 200")
                .contains("\"count\":7");
        String form =
                postInChunks("/probe/form", FORM, List.of(NOTE_PART + "n\r\n", FILE_PART, "bytes", "\r\n--b--\r\n"));
        assertThat(RawHttp.send(url.getPort(), form)).startsWith("HTTP/1.1 200").contains("[\"n\",\"a.jpg\"]");
    }

    @Test
    void anUnexpectedFailureTellsOnlyAnId() throws Exception {
        for (String how : List.of("argument", "state")) {
            String answer = RawHttp.send(url.getPort(), get("/probe/fail/" + how));
            assertThat(answer)
                    .startsWith("HTTP/1.1 500")
                    .contains("internal_error")
                    .doesNotContain("secret");
        }
    }

    @Test
    void refusalsSayWhenToComeBack() throws Exception {
        assertThat(RawHttp.send(url.getPort(), get("/probe/fail/refusal"))).contains("Retry-After: 3");
        assertThat(RawHttp.send(url.getPort(), get("/probe/fail/store"))).contains("Retry-After: 5");
    }

    @Test
    void namesAreSnakeCaseAndEnumsLowerCase() throws Exception {
        String json = "{\"text\":\"a\",\"count\":1,\"kind\":\"second_kind\",\"inners\":[{\"some_rate\":0.5}],"
                + "\"at\":\"2026-01-01T00:00:00Z\"}";
        assertThat(RawHttp.send(url.getPort(), post("/probe/echo", JSON, json))).contains(json);
    }

    private void expect(String request, int status, String code, String sentence) throws Exception {
        String answer = RawHttp.send(url.getPort(), request);
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .containsIgnoringCase("content-type: application/json");
        JsonNode error = Json.strict().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
        assertThat(error.get("code").textValue()).isEqualTo(code);
        assertThat(error.get("error").textValue()).contains(sentence).doesNotContain("secret", "com.fasterxml");
    }
}
