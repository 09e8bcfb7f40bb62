package org.dermoscope.camera.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.dermoscope.camera.client.Answers;
import org.dermoscope.camera.client.Ranking;
import org.dermoscope.camera.client.ShownAnswer;
import org.dermoscope.camera.client.TimedAnswer;
import org.dermoscope.camera.frame.CaptureFormat;
import org.dermoscope.camera.frame.Frame;
import org.dermoscope.camera.frame.FrameSource;
import org.dermoscope.camera.frame.SourceSpec;
import org.dermoscope.camera.frame.TestVideos;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.wire.PredictionAnswer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SinksTest {
    private static final LocalDateTime NOON = LocalDateTime.of(2026, 11, 24, 12, 0, 5);
    private static final List<BufferedImage> PICTURES = TestVideos.lesions(320, 240);

    @TempDir
    Path folder;

    private static Frame frame(long number, long nanos) {
        return new Frame(number, PICTURES.get(0), nanos, Instant.EPOCH);
    }

    private static Screenshots.Shot shot(@Nullable PredictionAnswer answer) {
        ShownAnswer shown = answer == null
                ? null
                : new ShownAnswer(
                        new TimedAnswer(
                                frame(4, 0),
                                new Rectangle(40, 0, 240, 240),
                                new byte[0],
                                answer,
                                Duration.ofMillis(40)),
                        Ranking.of(answer),
                        Ranking.of(answer));
        return new Screenshots.Shot(frame(7, 90_000_000), PICTURES.get(1), shown, true);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aScreenshotIsTwoPicturesAndTheWholeAnswer() throws Exception {
        PredictionAnswer answer = Answers.explained("mel", 0.8049);
        String name = new Screenshots(folder).save(shot(answer), NOON);

        assertThat(name).isEqualTo("20261124_120005_mel_0.80");
        assertThat(names()).containsExactly(name + ".json", name + ".png", name + "_raw.png");
        assertSame(folder.resolve(name + ".png"), PICTURES.get(1));
        assertSame(folder.resolve(name + "_raw.png"), PICTURES.get(0));
        JsonNode json = Json.tolerant().readTree(folder.resolve(name + ".json").toFile());
        assertThat(json.path("frame").asLong()).isEqualTo(7);
        assertThat(json.path("prediction").path("frame").asLong()).isEqualTo(4);
        assertThat(json.path("prediction").path("age_ms").asDouble()).isEqualTo(90);
        assertThat(Json.tolerant().treeToValue(json.path("prediction").path("answer"), PredictionAnswer.class))
                .isEqualTo(answer);
    }

    private static void assertSame(Path file, BufferedImage expected) throws IOException {
        BufferedImage read = Objects.requireNonNull(ImageIO.read(file.toFile()));
        for (int i = 0; i < 50; i++) {
            int x = i * 6;
            int y = i * 4;
            assertThat(read.getRGB(x, y)).isEqualTo(expected.getRGB(x, y));
        }
    }

    @Test
    void screenshotsOfTheSameSecondDoNotOverwriteEachOther() throws Exception {
        Screenshots screenshots = new Screenshots(folder.resolve("new"));

        assertThat(screenshots.save(shot(null), NOON)).isEqualTo("20261124_120005_none_0.00");
        assertThat(screenshots.save(shot(null), NOON)).isEqualTo("20261124_120005_none_0.00_2");
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");

        assertThatThrownBy(() -> new Screenshots(file).save(shot(Answers.of("nv", 0.9)), NOON))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("--screenshots");
        assertThat(names()).containsExactly("file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shown.mp4", "shown.avi"})
    void aRecordingHoldsWhatWasShown(String name) throws Exception {
        Path file = folder.resolve(name);
        try (VideoRecording recording = new VideoRecording(file, 30)) {
            for (int i = 0; i < 30; i++) {
                recording.show(PICTURES.get(i / 10), frame(i + 1, i * 33_333_333L));
                Thread.sleep(30);
            }
            assertThat(recording.failure()).isEmpty();
        }
        int frames = 0;
        try (FrameSource source =
                SourceSpec.parse(file.toString(), CaptureFormat.OWN, false).open()) {
            @Nullable BufferedImage image = source.read();
            while (image != null) {
                assertThat(image.getWidth()).isEqualTo(320);
                frames++;
                image = source.read();
            }
        }
        assertThat(frames).isBetween(15, 32);
    }

    @Test
    void aRecordingThatCannotBeWrittenIsRefusedAtOnce() {
        assertThatThrownBy(() -> new VideoRecording(folder.resolve("x.gif"), 30))
                .hasMessageContaining(".mp4 and .avi");
        assertThatThrownBy(() -> new VideoRecording(folder.resolve("no/x.mp4"), 30))
                .hasMessageContaining("missing or read-only");
    }
}
