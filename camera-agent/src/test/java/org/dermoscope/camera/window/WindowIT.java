package org.dermoscope.camera.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.dermoscope.camera.Eventually;
import org.dermoscope.camera.client.ScriptedService;
import org.dermoscope.camera.frame.Pixels;
import org.dermoscope.camera.frame.TestVideos;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged agent on a virtual display, with real key and mouse events. */
@RequiresXvfb
class WindowIT {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    @TempDir
    static Path shared;

    private static Path video;
    private static List<BufferedImage> pictures;

    @TempDir
    Path folder;

    private VirtualDisplay display;
    private ScriptedService service;

    @BeforeAll
    static void record() throws Exception {
        pictures = TestVideos.lesions(WIDTH, HEIGHT);
        video = TestVideos.write(shared.resolve("lesions.avi"), pictures, 30, 30);
    }

    @BeforeEach
    void start() throws Exception {
        display = VirtualDisplay.start(folder);
        AtomicInteger count = new AtomicInteger();
        service = new ScriptedService(
                0, request -> ScriptedService.answer(request, "mel", count.incrementAndGet() % 2 == 0 ? 0.9 : 0.5));
    }

    @AfterEach
    void stop() throws Exception {
        service.close();
        display.close();
    }

    private AgentProcess agent(String... more) throws Exception {
        List<String> arguments = Stream.concat(
                        Stream.of(
                                "--source",
                                video.toString(),
                                "--loop",
                                "--url",
                                service.url().toString()),
                        Stream.of(more))
                .toList();
        AgentProcess agent = AgentProcess.start(display, folder.resolve("agent.log"), arguments);
        Eventually.await("the first request", () -> !service.requests.isEmpty());
        return agent;
    }

    /** Where the screen shows the picture's part that no overlay covers: below the answer, above the footer. */
    private BufferedImage shown() throws IOException {
        BufferedImage screen = display.screen();
        return Pixels.converted(screen.getSubimage(left() + 200, 180, 240, 200), 240, 200);
    }

    /** The buttons make the window wider than the picture, which lies in its middle. */
    private int left() {
        try {
            String geometry = display.xdotool(
                    "search", "--onlyvisible", "--name", "^Dermoscope$", "getwindowgeometry", "--shell");
            int width = Integer.parseInt(geometry.lines()
                    .filter(line -> line.startsWith("WIDTH="))
                    .findFirst()
                    .orElseThrow()
                    .substring(6));
            return (width - WIDTH) / 2;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Which picture of the video that is; -1 for none. */
    private static int pictureOf(BufferedImage part) {
        for (int i = 0; i < pictures.size(); i++) {
            BufferedImage expected = Pixels.converted(pictures.get(i).getSubimage(200, 180, 240, 200), 240, 200);
            if (difference(part, expected) < 10) {
                return i;
            }
        }
        return -1;
    }

    private static double difference(BufferedImage one, BufferedImage other) {
        byte[] a = Pixels.bytes(one);
        byte[] b = Pixels.bytes(other);
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((a[i] & 0xff) - (b[i] & 0xff));
        }
        return (double) sum / a.length;
    }

    private int requestsWithin(Duration duration) throws InterruptedException {
        int before = service.requests.size();
        Thread.sleep(duration.toMillis());
        return service.requests.size() - before;
    }

    private List<String> screenshots(Path in) {
        if (!Files.isDirectory(in)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(in)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theWindowShowsTheVideoAndQEndsIt() throws Exception {
        try (AgentProcess agent = agent()) {
            Set<Integer> seen = new HashSet<>();
            Eventually.await("three pictures of the video", () -> {
                try {
                    seen.add(pictureOf(shown()));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                return seen.stream().filter(picture -> picture >= 0).count() >= 3;
            });
            agent.key("q");
            assertThat(agent.exitCode()).as(agent.output()).isZero();
            assertThat(agent.output()).isEmpty();
        }
    }

    @Test
    void sSavesWhatIsShownAndBSwitchesTheSmoothing() throws Exception {
        Path saved = folder.resolve("saved");
        try (AgentProcess agent = agent("--screenshots", saved.toString())) {
            Eventually.await("some answers", () -> service.requests.size() > 10);
            agent.key("s");
            Eventually.await("a screenshot", () -> screenshots(saved).size() == 1);
            String smoothed = screenshots(saved).get(0);
            assertThat(smoothed).matches("[0-9]{8}_[0-9]{6}_mel_0\\.[5-8][0-9]\\.json");
            assertScreenshotIsRight(saved, smoothed.replace(".json", ""));

            agent.key("b");
            Thread.sleep(1500);
            agent.key("s");
            Eventually.await("another screenshot", () -> screenshots(saved).size() == 2);
            assertThat(screenshots(saved).get(1)).matches(".*_mel_0\\.(90|50)\\.json");
            assertThat(smoothed).doesNotMatch(".*_0\\.(90|50)\\.json");
        }
    }

    private static void assertScreenshotIsRight(Path saved, String name) throws IOException {
        BufferedImage raw = Objects.requireNonNull(
                ImageIO.read(saved.resolve(name + "_raw.png").toFile()));
        BufferedImage annotated =
                Objects.requireNonNull(ImageIO.read(saved.resolve(name + ".png").toFile()));
        assertThat(pictureOf(Pixels.converted(raw.getSubimage(200, 180, 240, 200), 240, 200)))
                .isNotNegative();
        assertThat(pictureOf(Pixels.converted(annotated.getSubimage(200, 180, 240, 200), 240, 200)))
                .isNotNegative();
        assertThat(difference(
                        Pixels.converted(raw.getSubimage(10, 10, 300, 130), 300, 130),
                        Pixels.converted(annotated.getSubimage(10, 10, 300, 130), 300, 130)))
                .as("the answer's panel")
                .isGreaterThan(40);
    }

    @Test
    void rSendsTheWholeFrameEAsksForEvidenceAndTheMouseDrawsARegion() throws Exception {
        try (AgentProcess agent = agent("--send-size", "640")) {
            assertThat(service.last().picture().getWidth()).isEqualTo(HEIGHT);
            assertThat(service.last().explain()).isFalse();
            agent.key("r");
            Eventually.await("the whole frame", () -> service.last().picture().getWidth() == WIDTH);
            agent.key("e");
            Eventually.await("a request for evidence", () -> service.last().explain());

            int left = left();
            display.xdotool("mousemove", "" + (left + 100), "200", "mousedown", "1");
            display.xdotool("mousemove", "" + (left + 200), "250");
            display.xdotool("mousemove", "" + (left + 420), "360", "mouseup", "1");
            Eventually.await("the drawn region", () -> {
                BufferedImage sent = service.last().picture();
                return Math.abs(sent.getWidth() - 320) <= 4 && Math.abs(sent.getHeight() - 160) <= 4;
            });
        }
    }

    @Test
    void fHoldsThePictureAndHShowsTheKeys() throws Exception {
        try (AgentProcess agent = agent()) {
            agent.key("f");
            Thread.sleep(1500);
            assertThat(requestsWithin(Duration.ofMillis(1500))).isZero();
            BufferedImage held = shown();
            Thread.sleep(1200);
            assertThat(difference(shown(), held)).isLessThan(0.5);

            agent.key("h");
            Thread.sleep(1500);
            assertThat(difference(shown(), held)).as("the help panel").isGreaterThan(5);
            agent.key("h");
            agent.key("f");
            Eventually.await("requests again", () -> service.last().nanos() > System.nanoTime() - 300_000_000L);
        }
    }

    @Test
    void plusAsksLessOftenAndMinusMoreOften() throws Exception {
        try (AgentProcess agent = agent()) {
            for (int i = 0; i < 4; i++) {
                agent.key("plus");
            }
            Thread.sleep(1500);
            assertThat(requestsWithin(Duration.ofSeconds(3))).as("every second").isBetween(1, 4);
            for (int i = 0; i < 4; i++) {
                agent.key("minus");
            }
            Thread.sleep(1500);
            assertThat(requestsWithin(Duration.ofSeconds(3)))
                    .as("without a pause")
                    .isGreaterThan(5);
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaidAndEscapeStillEndsIt() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        try (AgentProcess agent = agent("--screenshots", file.toString())) {
            agent.key("s");
            Eventually.await("the complaint", () -> {
                try {
                    return agent.output().contains("cannot be written into " + file);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(agent.isAlive()).isTrue();
            assertThat(requestsWithin(Duration.ofSeconds(2))).isPositive();
            agent.key("Escape");
            assertThat(agent.exitCode()).isZero();
        }
    }

    @Test
    void aServiceThatGoesAwayAndComesBackIsAskedAgain() throws Exception {
        try (AgentProcess agent = agent()) {
            int port = service.port();
            service.close();
            Thread.sleep(2500);
            BufferedImage without = display.screen();
            assertThat(agent.isAlive()).isTrue();
            service = new ScriptedService(port, request -> ScriptedService.answer(request, "nv", 0.9));
            Eventually.await("requests again", () -> service.requests.size() > 3);
            Thread.sleep(1000);
            BufferedImage with = display.screen();

            int strip = HEIGHT - 42 - 25;
            assertThat(isTrouble(without, left() + 630, strip + 4))
                    .as("the strip")
                    .isTrue();
            assertThat(isTrouble(with, left() + 630, strip + 4))
                    .as("the strip afterwards")
                    .isFalse();
        }
    }

    /** Whether that is the blue of a strip that tells trouble. */
    private static boolean isTrouble(BufferedImage screen, int x, int y) {
        int rgb = screen.getRGB(x, y);
        return (rgb & 0xff) > (rgb >> 16 & 0xff) + 40;
    }
}
