package org.dermoscope.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.dermoscope.camera.frame.TestVideos;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.wire.PredictionAnswer;
import org.dermoscope.wire.client.ClientConfig;
import org.dermoscope.wire.client.InferenceClient;

/** The packaged camera agent with a video of lesions that were not trained on, and the packaged service that is running. */
final class CameraAgentTrial {
    private static final int FRAMES_EACH = 3;
    private static final Path AGENT = Path.of(Objects.requireNonNull(System.getProperty("dermoscope.project-root")))
            .resolve("camera-agent/target/quarkus-app/quarkus-run.jar");

    private CameraAgentTrial() {}

    static void assertItNamesWhatTheServiceAnswers(Path folder, int port) throws Exception {
        URI service = URI.create("http://127.0.0.1:" + port);
        Path sent = folder.resolve("sent");
        List<JsonNode> lines = lines(folder, service, sent);
        InferenceClient client = new InferenceClient(ClientConfig.of(service));
        Set<String> classes = new HashSet<>();
        for (JsonNode line : lines) {
            PredictionAnswer told = Json.tolerant().treeToValue(line.path("answer"), PredictionAnswer.class);
            byte[] image = Files.readAllBytes(sent.resolve(line.path("image").asText()));
            PredictionAnswer answer = client.predict(image);
            assertThat(told.classCode()).isEqualTo(answer.classCode());
            answer.allProbabilities()
                    .forEach((name, probability) ->
                            assertThat(told.allProbabilities().get(name)).isCloseTo(probability, within(1e-4)));
            classes.add(told.classCode());
        }
        assertThat(classes).as("a trained model tells them apart").hasSizeGreaterThanOrEqualTo(3);
    }

    private static List<JsonNode> lines(Path folder, URI service, Path sent) throws Exception {
        Path video = TestVideos.write(folder.resolve("lesions.mp4"), TestVideos.lesions(640, 480), FRAMES_EACH, 30);
        Path output = folder.resolve("lines.jsonl");
        Path errors = folder.resolve("camera-errors");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        AGENT.toString(),
                        "--headless",
                        "--every-frame",
                        "--source",
                        video.toString(),
                        "--url",
                        service.toString(),
                        "--save-frames",
                        sent.toString())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
        List<JsonNode> lines =
                Files.readAllLines(output).stream().map(CameraAgentTrial::json).toList();
        assertThat(lines).hasSize(7 * FRAMES_EACH);
        return lines;
    }

    private static JsonNode json(String line) {
        try {
            return Json.tolerant().readTree(line);
        } catch (IOException e) {
            throw new IllegalStateException(line, e);
        }
    }
}
