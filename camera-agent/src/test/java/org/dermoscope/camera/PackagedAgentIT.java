package org.dermoscope.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.dermoscope.camera.client.ScriptedService;
import org.dermoscope.camera.frame.TestVideos;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is packaged, as users start it. */
class PackagedAgentIT {
    private static final long LARGEST = 120_000_000;
    private static final Path FOLDER = Path.of(Objects.requireNonNull(System.getProperty("dermoscope.project-root")))
            .resolve("camera-agent/target/quarkus-app");

    @TempDir
    Path folder;

    private record Run(int code, String output, String errors) {}

    private Run run(String... arguments) throws IOException, InterruptedException {
        return runOn("", arguments);
    }

    /** @param display its name; empty for none */
    private Run runOn(String display, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                FOLDER.resolve("quarkus-run.jar").toString()));
        command.addAll(List.of(arguments));
        Path errors = folder.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().remove("DISPLAY");
        if (!display.isEmpty()) {
            builder.environment().put("DISPLAY", display);
        }
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output, Files.readString(errors));
    }

    @Test
    void itCarriesNoEngineAndIsSmallerThan120Megabytes() throws Exception {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            long size = 0;
            for (Path file : all) {
                size += Files.size(file);
            }
            assertThat(size).isLessThan(LARGEST);
            assertThat(all)
                    .extracting(file -> file.getFileName().toString())
                    .anyMatch(name -> name.contains("ffmpeg"))
                    .noneMatch(name -> name.contains("djl") || name.contains("torch") || name.contains("onnx"));
        }
    }

    @Test
    void standardOutputHoldsTheLinesAndNothingElse() throws Exception {
        Path video = TestVideos.write(folder.resolve("v.mp4"), TestVideos.lesions(160, 120), 2, 30);
        try (ScriptedService service = ScriptedService.answering("nv", 0.9)) {
            Run run = run(
                    "--headless",
                    "--every-frame",
                    "--source",
                    video.toString(),
                    "--url",
                    service.url().toString());

            assertThat(run.errors()).isEmpty();
            assertThat(run.code()).isZero();
            assertThat(run.output().lines())
                    .hasSize(14)
                    .allMatch(line -> line.startsWith("{\"frame\":") && line.contains("\"class_code\":\"nv\""));
        }
    }

    @Test
    void whatKeepsItFromBeginningIsOneSentenceWithACodeOfItsOwn() throws Exception {
        Path video = TestVideos.write(folder.resolve("v.avi"), TestVideos.lesions(160, 120), 2, 30);
        Run noDisplay = run("--source", video.toString());
        Run noService = run("--headless", "--source", video.toString(), "--url", "http://127.0.0.1:9");
        Run noCamera = run("--headless", "--source", "98");
        Run noEngine = run("--headless", "--mode", "local", "--source", video.toString(), "--store", "nowhere");
        Run wrong = run("--no-such-option");

        assertThat(List.of(noDisplay.code(), noService.code(), noCamera.code(), noEngine.code(), wrong.code()))
                .containsExactly(4, 5, 3, 5, 2);
        assertThat(List.of(noDisplay, noService, noCamera, noEngine, wrong))
                .allSatisfy(
                        run -> assertThat(run.errors()).startsWith("camera: ").hasLineCount(1));
        try (ScriptedService service = ScriptedService.answering("nv", 0.9)) {
            Run gone = runOn(
                    ":4711",
                    "--source",
                    video.toString(),
                    "--url",
                    service.url().toString());
            assertThat(gone.code()).isEqualTo(4);
            assertThat(gone.errors())
                    .contains("The display cannot be used", "--headless")
                    .hasLineCount(1);
        }
        assertThat(run("--help").output()).contains("Exit codes", "not a medical device", "--source");
    }
}
