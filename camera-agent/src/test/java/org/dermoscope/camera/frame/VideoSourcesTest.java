package org.dermoscope.camera.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.Pointer;
import org.dermoscope.camera.frame.CaptureCondition.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real files through the real library. */
class VideoSourcesTest {
    private static final int EACH = 3;

    @TempDir
    static Path folder;

    private static List<BufferedImage> pictures;

    @BeforeAll
    static void record() throws Exception {
        pictures = TestVideos.lesions(320, 240);
        TestVideos.write(folder.resolve("lesions.avi"), pictures, EACH, 30);
        TestVideos.write(folder.resolve("lesions.mp4"), pictures, EACH, 30);
    }

    private static List<BufferedImage> read(String location, CaptureFormat format) throws SourceException {
        List<BufferedImage> read = new ArrayList<>();
        try (FrameSource source = SourceSpec.parse(location, format, false).open()) {
            @Nullable BufferedImage image = source.read();
            while (image != null) {
                read.add(image);
                image = source.read();
            }
        }
        return read;
    }

    /** Mean difference of a sample, 0..255. */
    private static double difference(BufferedImage one, BufferedImage other) {
        byte[] a = Pixels.bytes(one);
        byte[] b = Pixels.bytes(other);
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((a[i] & 0xff) - (b[i] & 0xff));
        }
        return (double) sum / a.length;
    }

    @ParameterizedTest
    @ValueSource(strings = {"lesions.avi", "lesions.mp4"})
    void aVideoGivesItsPicturesInOrder(String name) throws Exception {
        List<BufferedImage> read = read(folder.resolve(name).toString(), CaptureFormat.OWN);

        assertThat(read).hasSize(EACH * pictures.size());
        for (int i = 0; i < read.size(); i++) {
            assertThat(difference(read.get(i), pictures.get(i / EACH)))
                    .as("frame " + i)
                    .isLessThan(8);
        }
    }

    @Test
    void aVideoComesInTheSizeThatIsAskedFor() throws Exception {
        List<BufferedImage> read = read(folder.resolve("lesions.avi").toString(), new CaptureFormat(160, 120, 0));

        assertThat(read)
                .allSatisfy(image ->
                        assertThat(image.getWidth() + "x" + image.getHeight()).isEqualTo("160x120"));
    }

    @Test
    void aFolderGivesItsImagesByName() throws Exception {
        Path images = Files.createDirectory(folder.resolve("images"));
        for (int i = 0; i < pictures.size(); i++) {
            ImageIO.write(
                    pictures.get(i), "png", images.resolve("p" + i + ".png").toFile());
        }
        Files.writeString(images.resolve("notes.txt"), "no image");

        List<BufferedImage> read = read(images.toString(), CaptureFormat.OWN);

        assertThat(read).hasSize(pictures.size());
        assertThat(difference(read.get(4), pictures.get(4))).isZero();
    }

    @Test
    void whatIsNoSourceIsNamed() throws Exception {
        Path text = Files.writeString(folder.resolve("text.avi"), "no video");
        assertThatThrownBy(() -> read(text.toString(), CaptureFormat.OWN))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("text.avi");
        assertThatThrownBy(() -> read("no-such-thing", CaptureFormat.OWN))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("'no-such-thing' is neither a file, a folder, a URL nor a camera");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> read(empty.toString(), CaptureFormat.OWN)).hasMessageContaining("holds no image");
        assertThatThrownBy(() -> read("rtsp://127.0.0.1:1/x", CaptureFormat.OWN))
                .hasMessageContaining("cannot be opened");
    }

    @Test
    void theTextTellsTheKind() throws Exception {
        assertThat(SourceSpec.parse("0", CaptureFormat.OWN, false).kind()).isEqualTo(SourceKind.DEVICE);
        assertThat(SourceSpec.parse("/dev/video3", CaptureFormat.OWN, false).kind())
                .isEqualTo(SourceKind.DEVICE);
        assertThat(SourceSpec.parse("http://h/s.mjpg", CaptureFormat.OWN, false).kind())
                .isEqualTo(SourceKind.STREAM);
        assertThat(SourceSpec.parse(folder.toString(), CaptureFormat.OWN, false).kind())
                .isEqualTo(SourceKind.FOLDER);
    }

    @Test
    void linuxListsTheFirstNodeOfEachCamera() throws Exception {
        Path nodes = Files.createDirectory(folder.resolve("video4linux"));
        for (String node : List.of("video2 0 Dermatoscope", "video3 1 Dermatoscope", "video0 0 Webcam")) {
            String[] parts = node.split(" ");
            Path made = Files.createDirectory(nodes.resolve(parts[0]));
            Files.writeString(made.resolve("index"), parts[1] + "\n");
            Files.writeString(made.resolve("name"), parts[2] + "\n");
        }

        assertThat(VideoNodes.list(nodes))
                .containsExactly(
                        new CameraDevice(0, "/dev/video0", "Webcam"),
                        new CameraDevice(2, "/dev/video2", "Dermatoscope"));
        assertThat(VideoNodes.list(folder.resolve("missing"))).isEmpty();
    }

    @Test
    void aTruncatedVideoGivesWhatItHasAndSaysThatItIsIncomplete() throws Exception {
        byte[] whole = Files.readAllBytes(folder.resolve("lesions.avi"));
        Path cut = folder.resolve("cut.avi");
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
        LatestFrame latest = new LatestFrame();
        SourceSpec spec = SourceSpec.parse(cut.toString(), CaptureFormat.OWN, false);
        try (CaptureLoop loop = new CaptureLoop(CaptureLoop.Source.of(spec, false), latest, nanos -> {})) {
            loop.start();
            loop.awaitBegin();
            loop.goOn();
            long number = 0;
            while (!latest.ended()) {
                latest.awaitAfter(number++, 50);
            }
            assertThat(loop.condition().state()).isEqualTo(State.FAILED);
            assertThat(loop.condition().sentence()).contains("of 21 pictures", "damaged or incomplete");
            assertThat(Objects.requireNonNull(latest.current()).number()).isBetween(5L, 16L);
        }
    }

    @Test
    void tenConnectsAndDisconnectsLeaveNoThreadNoFileAndNoNativeMemory() throws Exception {
        connect();
        int threads = captureThreads();
        int files = openFiles();
        long bytes = Pointer.totalBytes();
        for (int i = 0; i < 10; i++) {
            connect();
        }
        assertThat(captureThreads()).isEqualTo(threads);
        assertThat(openFiles()).isLessThanOrEqualTo(files);
        assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(bytes);
    }

    private static void connect() throws Exception {
        LatestFrame latest = new LatestFrame();
        SourceSpec spec = SourceSpec.parse(folder.resolve("lesions.mp4").toString(), CaptureFormat.OWN, true);
        try (CaptureLoop loop = new CaptureLoop(CaptureLoop.Source.of(spec, false), latest, nanos -> {})) {
            loop.start();
            loop.awaitBegin();
            loop.goOn();
            assertThat(latest.awaitAfter(2, Duration.ofSeconds(10).toMillis())).isNotNull();
        }
    }

    private static int captureThreads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("capture"))
                .count();
    }

    /** 0 where the system does not say. */
    private static int openFiles() {
        String @Nullable [] open = new File("/proc/self/fd").list();
        return open == null ? 0 : open.length;
    }
}
