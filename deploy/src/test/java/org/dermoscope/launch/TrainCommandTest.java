package org.dermoscope.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainCommandTest {
    private static final String ACCEPTED = "202 {\"id\":\"" + ScriptedTrainer.ID + "\",\"state\":\"QUEUED\"}";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private int train(int port, String... options) throws LaunchException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--data", "ham", "--port-trainer", Integer.toString(port)));
        CallerToken token = new CallerToken(Map.of("DERMOSCOPE_TOKEN", "of-the-caller"), Path.of("absent"));
        return TrainCommand.run(
                new PrintStream(bytes, true, StandardCharsets.UTF_8), TrainOptions.parse(arguments), token);
    }

    @Test
    void theJobIsPostedAndItsAddressPrinted() throws Exception {
        try (ScriptedTrainer trainer = new ScriptedTrainer(ACCEPTED)) {
            assertThat(train(trainer.port(), "--architecture", "custom-resnet", "--epochs", "3"))
                    .isZero();

            assertThat(trainer.authorizations).containsOnly("Bearer of-the-caller");
            assertThat(trainer.posted)
                    .containsExactly("{\"architecture\":\"custom-resnet\",\"data\":{\"path\":\""
                            + Path.of("ham").toAbsolutePath() + "\"},\"epochs\":3}");
            assertThat(bytes.toString(StandardCharsets.UTF_8))
                    .contains("Job " + ScriptedTrainer.ID)
                    .contains("http://127.0.0.1:" + trainer.port() + "/jobs/" + ScriptedTrainer.ID)
                    .contains("./run follow " + ScriptedTrainer.ID + " --port-trainer " + trainer.port());
        }
    }

    @Test
    void followingEndsWithTheOutcome() throws Exception {
        String events = "id: 1\nevent: state\ndata: {\"state\":\"SUCCEEDED\",\"checkpoint_id\":\"c1\","
                + "\"promotion\":{\"reason\":\"Not promoted: worse\"}}\n\n";
        try (ScriptedTrainer trainer = new ScriptedTrainer(ACCEPTED, events)) {
            assertThat(train(trainer.port(), "--follow")).isZero();

            assertThat(bytes.toString(StandardCharsets.UTF_8))
                    .contains("Checkpoint c1", "Not promoted: worse.")
                    .doesNotContain("of-the-caller");
            assertThat(trainer.authorizations)
                    .as("post, look and listen")
                    .hasSizeGreaterThan(2)
                    .containsOnly("Bearer of-the-caller");
        }
    }

    @Test
    void aRefusalIsToldInTheTrainersWords() throws Exception {
        String refusal =
                "{\"error\":\"Data path '/x' lies outside the data roots\",\"code\":\"data_path_outside_roots\"}";
        try (ScriptedTrainer trainer = new ScriptedTrainer("400 " + refusal)) {
            assertThatThrownBy(() -> train(trainer.port()))
                    .isInstanceOf(LaunchException.class)
                    .hasMessageStartingWith("POST /jobs was answered with 400: Data path '/x' lies outside")
                    .hasMessageContaining("DERMOSCOPE_DATA_ROOTS");
        }
        try (ScriptedTrainer trainer = new ScriptedTrainer("429 {\"error\":\"2 jobs are waiting; allowed: 2\"}")) {
            assertThatThrownBy(() -> train(trainer.port()))
                    .hasMessage("POST /jobs was answered with 429: 2 jobs are waiting; allowed: 2");
        }
    }

    @Test
    void withoutATrainerItSaysWhatToDo() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThatThrownBy(() -> train(free))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("No trainer answers at http://127.0.0.1:" + free)
                .hasMessageContaining("--port-trainer");
    }

    @ParameterizedTest
    @CsvSource({
        "train --epochs 0, --epochs is '0'; allowed: 1 to 10000",
        "train --port-trainer x, --port-trainer is 'x'; allowed: 1 to 65535",
        "train --once, Unknown option '--once'",
        "train --data, --data needs a value",
        "follow, The job's id is missing",
        "follow ../champion, Job id '../champion' is malformed",
        "follow one two, Unknown option 'two'",
        "follow one --data, Unknown option '--data'",
        "tarin, Unknown option 'tarin'",
    })
    void aWrongCommandLineIsRefusedWithTheValue(String arguments, String message) {
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Command.parse(List.of(arguments.split(" ")), Path.of("."), out))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining(message);
    }
}
