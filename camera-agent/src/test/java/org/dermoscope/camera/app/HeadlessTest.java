package org.dermoscope.camera.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dermoscope.camera.client.Answers;
import org.dermoscope.camera.client.ScriptedService;
import org.dermoscope.camera.client.ScriptedService.Reply;
import org.dermoscope.camera.frame.TestVideos;
import org.dermoscope.checkpoint.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command line without a window, against a service that does what tests need. */
class HeadlessTest {
    private static final int FRAMES = 21;

    @TempDir
    static Path folder;

    private static Path video;

    /** Started while a test ran. */
    private final List<ScriptedService> revived = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        revived.forEach(ScriptedService::close);
    }

    @BeforeAll
    static void record() throws Exception {
        video = TestVideos.write(folder.resolve("lesions.avi"), TestVideos.lesions(320, 240), 3, 30);
    }

    /**
     * @param lines of standard output as JSON
     * @param errors standard error
     */
    private record Run(int code, List<JsonNode> lines, String errors) {
        List<Long> frames() {
            return lines.stream().map(line -> line.path("frame").asLong()).toList();
        }
    }

    private static Run run(String... arguments) throws Exception {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int code;
        try {
            System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
            code = new CommandLine(new CameraCommand()).execute(arguments);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        List<JsonNode> lines = new ArrayList<>();
        for (String line : written.toString(StandardCharsets.UTF_8).lines().toList()) {
            lines.add(Json.tolerant().readTree(line));
        }
        return new Run(code, lines, errors.toString(StandardCharsets.UTF_8));
    }

    private static Run headless(ScriptedService service, Path source, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "--headless",
                "--source",
                source.toString(),
                "--url",
                service.url().toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    @Test
    void everyFrameGetsItsLineAndItsFileAndTheEndOfTheFileEndsIt() throws Exception {
        try (ScriptedService service = ScriptedService.answering("bcc", 0.7)) {
            Path saved = folder.resolve("saved");
            Run run = headless(service, video, "--every-frame", "--save-frames", saved.toString());

            assertThat(run.errors()).isEmpty();
            assertThat(run.code()).isZero();
            assertThat(run.lines()).hasSize(FRAMES).allSatisfy(line -> {
                assertThat(line.path("answer").path("class_code").asText()).isEqualTo("bcc");
                assertThat(line.path("region").path("width").asInt()).isEqualTo(240);
                assertThat(line.path("round_trip_ms").asDouble())
                        .isPositive()
                        .isLessThan(line.path("age_ms").asDouble());
            });
            for (int i = 0; i < FRAMES; i++) {
                byte[] file = Files.readAllBytes(
                        saved.resolve(run.lines().get(i).path("image").asText()));
                assertThat(file).isEqualTo(service.requests.get(i).image());
            }
            assertThat(service.last().picture().getWidth()).isEqualTo(240);
        }
    }

    @Test
    void withoutEveryFrameTheNewestIsAskedAboutAndTheLastOneAlways() throws Exception {
        try (ScriptedService service =
                new ScriptedService(0, request -> new Reply(200, Answers.json(Answers.of("nv", 0.9)), 100, -1))) {
            Run run = headless(service, video);

            assertThat(run.code()).isZero();
            assertThat(run.frames())
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .hasSizeLessThan(FRAMES)
                    .endsWith((long) FRAMES);
        }
    }

    @Test
    void aServiceThatDiesAndComesBackIsAFewLinesWithErrorsInBetween() throws Exception {
        ScriptedService first = ScriptedService.answering("nv", 0.9);
        int port = first.port();
        first.script(request -> {
            if (first.requests.size() == 5) {
                new Thread(first::close).start();
            }
            return ScriptedService.answer(request, "nv", 0.9);
        });
        Thread revival = new Thread(() -> {
            try {
                while (first.requests.size() < 5) {
                    Thread.sleep(10);
                }
                Thread.sleep(700);
                revived.add(new ScriptedService(port, request -> ScriptedService.answer(request, "mel", 0.9)));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        revival.setDaemon(true);
        revival.start();
        Run run = headless(first, video, "--every-frame");

        List<String> codes = run.lines().stream()
                .map(line -> line.path("error").isNull()
                        ? line.path("answer").path("class_code").asText()
                        : line.path("error").path("state").asText())
                .toList();
        assertThat(run.code()).isZero();
        assertThat(codes).hasSize(FRAMES).startsWith("nv").endsWith("mel").contains("unreachable");
    }

    @Test
    void overloadAndNonsenseAreSaidInTheLinesAndDoNotEndIt() throws Exception {
        try (ScriptedService service = ScriptedService.answering("nv", 0.9)) {
            service.script(request -> switch (service.requests.size() % 4) {
                case 1 -> Reply.error(503, "overloaded");
                case 2 -> Reply.ok("{\"nonsense\":true}");
                case 3 -> Reply.error(503, "no_model");
                default -> ScriptedService.answer(request, "nv", 0.9);
            });
            Run run = headless(service, video, "--every-frame");

            assertThat(run.code()).isZero();
            assertThat(run.lines().stream()
                            .map(line -> line.path("error").path("state").asText(""))
                            .toList())
                    .startsWith("overloaded", "not_understood", "no_model", "")
                    .hasSize(FRAMES);
        }
    }

    @Test
    void aServiceThatIsNotThereHasItsOwnSentenceAndCode() throws Exception {
        Run run = run("--headless", "--source", video.toString(), "--url", "http://127.0.0.1:9");

        assertThat(run.code()).isEqualTo(5);
        assertThat(run.errors())
                .contains("No inference service answers at http://127.0.0.1:9", "./run")
                .hasLineCount(1);
        assertThat(run.lines()).isEmpty();
    }

    @Test
    void aServiceThatComesLaterIsWaitedForIfAskedTo() throws Exception {
        ScriptedService service = ScriptedService.answering("df", 0.9);
        int port = service.port();
        service.close();
        Thread later = new Thread(() -> {
            try {
                Thread.sleep(800);
                revived.add(new ScriptedService(port, request -> ScriptedService.answer(request, "df", 0.9)));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        later.setDaemon(true);
        later.start();
        Run run = headless(service, video, "--every-frame", "--wait-for-service");

        assertThat(run.code()).isZero();
        assertThat(run.lines().get(0).path("error").path("state").asText()).isEqualTo("unreachable");
        assertThat(run.lines().get(FRAMES - 1).path("answer").path("class_code").asText())
                .isEqualTo("df");
    }

    @Test
    void anotherServiceAtTheAddressIsNoInferenceService() throws Exception {
        try (ScriptedService service = ScriptedService.answering("nv", 0.9)) {
            Run run = run("--headless", "--source", video.toString(), "--url", service.url() + "/elsewhere");

            assertThat(run.code()).isEqualTo(5);
            assertThat(run.errors()).contains("is no inference service").hasLineCount(1);
        }
    }

    @Test
    void noCameraAndWrongOptionsHaveTheirOwnCodes() throws Exception {
        Run noCamera = run("--headless", "--source", "97");
        assertThat(noCamera.code()).isEqualTo(3);
        assertThat(noCamera.errors())
                .containsIgnoringCase("camera")
                .contains("camera: ")
                .hasLineCount(1);
        assertThat(run("--headless", "--quality", "0").code()).isEqualTo(2);
        assertThat(run("--every-frame").code()).isEqualTo(2);
    }

    @Test
    void noDisplayHasItsOwnSentenceAndCode() throws Exception {
        try (ScriptedService service = ScriptedService.answering("nv", 0.9)) {
            Run run = run("--source", video.toString(), "--url", service.url().toString());

            assertThat(run.code()).isEqualTo(4);
            assertThat(run.errors())
                    .contains("There is no display", "--headless")
                    .hasLineCount(1);
        }
    }

    @Test
    void aTruncatedVideoGivesItsFramesAndThenItsOwnCode() throws Exception {
        byte[] whole = Files.readAllBytes(video);
        Path cut = Files.write(folder.resolve("cut.avi"), Arrays.copyOf(whole, whole.length / 2));
        try (ScriptedService service = ScriptedService.answering("nv", 0.9)) {
            Run run = headless(service, cut, "--every-frame");

            assertThat(run.code()).isEqualTo(6);
            assertThat(run.errors()).contains("damaged or incomplete").hasLineCount(1);
            assertThat(run.lines()).hasSizeBetween(5, 16);
        }
    }

    @Test
    void aRecordingWithoutAWindowHoldsTheAnnotatedFrames() throws Exception {
        Path recording = folder.resolve("annotated.mp4");
        try (ScriptedService service = ScriptedService.answering("nv", 0.9)) {
            Run run = headless(
                    service,
                    video,
                    "--record",
                    recording.toString(),
                    "--stats",
                    folder.resolve("s").toString());

            assertThat(run.code()).isZero();
            assertThat(recording).isNotEmptyFile();
        }
    }
}
