package org.dermoscope.camera.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import org.dermoscope.camera.client.ScriptedService.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service does becomes a state that the user is told. */
class ServiceClassifierTest {
    private static final byte[] JPEG = {1, 2, 3};

    private ScriptedService service;
    private ServiceClassifier classifier;

    @BeforeEach
    void start() throws IOException {
        service = ScriptedService.answering("nv", 0.7);
        classifier = new ServiceClassifier(service.url(), Duration.ofSeconds(30));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private ServiceFault fault() {
        return catchThrowableOfType(ServiceFault.class, () -> classifier.classify(JPEG, false));
    }

    @Test
    void anAnswerComesThroughWithItsEvidenceOnlyIfAskedFor() throws Exception {
        assertThat(classifier.classify(JPEG, false)).isEqualTo(Answers.of("nv", 0.7));
        assertThat(classifier.classify(JPEG, true).evidence()).isNotNull();
        assertThat(service.last().image()).isEqualTo(JPEG);
    }

    @ParameterizedTest
    @CsvSource({
        "503, overloaded, OVERLOADED",
        "429, too_many_requests, OVERLOADED",
        "504, deadline, OVERLOADED",
        "503, no_model, NO_MODEL",
        "415, unsupported_image_type, REFUSED"
    })
    void aRefusalIsToldByItsKind(int status, String code, ServiceState state) {
        service.script(request -> Reply.error(status, code));

        assertThat(fault().state()).isEqualTo(state);
    }

    @Test
    void anOverloadedServiceSaysHowLongItWantsToBeLeftAlone() {
        service.script(request -> new Reply(503, "{\"error\":\"Full\",\"code\":\"overloaded\"}", 0, 3));

        assertThat(fault().retryAfter()).contains(Duration.ofSeconds(3));
    }

    @Test
    void anAnswerThatTakesTooLongIsGivenUp() {
        service.script(request -> new Reply(200, Answers.json(Answers.of("nv", 0.7)), 5000, -1));
        ServiceClassifier impatient = new ServiceClassifier(service.url(), Duration.ofMillis(400));

        ServiceFault fault = catchThrowableOfType(ServiceFault.class, () -> impatient.classify(JPEG, false));
        assertThat(fault.state()).isEqualTo(ServiceState.SLOW);
        assertThat(fault.sentence()).contains("400 ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>hello</html>", "[]", "{}", "null", "{\"class_code\":\"nv\"}"})
    void whatIsNoAnswerIsNotUnderstood(String body) {
        service.script(request -> Reply.ok(body));

        assertThat(fault().state()).isEqualTo(ServiceState.NOT_UNDERSTOOD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"Melanocytic nevi\":0.7 | \"Melanocytic nevi\":1.7",
                "\"Melanocytic nevi\":0.7 | \"Melanocytic nevi\":0.2",
                "\"Melanocytic nevi\":0.7 | \"Something else\":0.7",
                "\"class_code\":\"nv\" | \"class_code\":\"xx\"",
                "\"class_index\":5 | \"class_index\":4",
                "\"abstained\":false | \"abstained\":true"
            })
    void anAnswerThatCannotBeIsNotUnderstood(String right, String wrong) {
        String json = Answers.json(Answers.of("nv", 0.7));
        assertThat(json).contains(right);
        service.script(request -> Reply.ok(json.replaceFirst(right, wrong)));

        assertThat(fault().state()).isEqualTo(ServiceState.NOT_UNDERSTOOD);
    }

    @Test
    void nothingThatListensIsUnreachable() {
        service.close();

        assertThat(fault().state()).isEqualTo(ServiceState.UNREACHABLE);
        ServiceFault health = catchThrowableOfType(ServiceFault.class, classifier::health);
        assertThat(health.sentence()).contains(service.url().toString());
    }
}
