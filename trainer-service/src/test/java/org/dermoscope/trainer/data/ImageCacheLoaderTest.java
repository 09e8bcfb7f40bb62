package org.dermoscope.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.dermoscope.architecture.InputSize;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.imaging.ImageLimits;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ImageCacheLoaderTest {
    private static final InputSize SIZE = new InputSize(9, 12);

    @TempDir
    Path folder;

    @Test
    void imagesAreDecodedToTheInputSizeAndReportedUntilAllAreDone() throws Exception {
        List<LesionRecord> records = records(70);
        List<Integer> progress = new ArrayList<>();

        ImageCache cache = loader(3).load(records, SIZE, (done, total) -> {
            assertThat(total).isEqualTo(70);
            progress.add(done);
        });

        assertThat(progress).isSorted().endsWith(70);
        assertThat(cache.images()).isEqualTo(70);
        for (int i = 0; i < records.size(); i++) {
            RgbImage image = cache.image(records.get(i));
            assertThat(image.width()).isEqualTo(12);
            assertThat(image.height()).isEqualTo(9);
            assertThat(image.pixels()).containsOnly((byte) (3 * i));
        }
    }

    @Test
    void anUnreadableImageIsReportedByName() throws Exception {
        List<LesionRecord> records = records(40);
        byte[] whole = Files.readAllBytes(records.get(35).file());
        Files.write(records.get(35).file(), Arrays.copyOf(whole, whole.length / 2));

        InvalidDataSetException e = catchThrowableOfType(
                InvalidDataSetException.class, () -> loader(2).load(records, SIZE, (d, t) -> {}));

        assertThat(e.problem()).isEqualTo(InvalidDataSetException.Problem.UNREADABLE_IMAGE);
        assertThat(e).hasMessageContaining(records.get(35).file().toString());
    }

    @Test
    void aFileThatVanishedIsReportedByName() throws Exception {
        List<LesionRecord> records = records(3);
        Files.delete(records.get(1).file());

        assertThatThrownBy(() -> loader(2).load(records, SIZE, (d, t) -> {}))
                .isInstanceOf(InvalidDataSetException.class)
                .hasMessageContainingAll(records.get(1).file().toString(), "cannot be read");
    }

    /** As it may after the folder was listed. */
    @Test
    void aFileThatBecameALinkIsNotOpened() throws Exception {
        List<LesionRecord> records = records(3);
        Path file = records.get(1).file();
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).resolve("private.png");
        Files.move(file, elsewhere);
        Files.createSymbolicLink(file, elsewhere);

        assertThatThrownBy(() -> loader(2).load(records, SIZE, (d, t) -> {}))
                .isInstanceOf(InvalidDataSetException.class)
                .hasMessageContainingAll(file.toString(), "cannot be read");
    }

    @Test
    void aFileAboveTheLimitIsRefusedWithoutReadingIt() throws Exception {
        List<LesionRecord> records = records(1);
        ImageCacheLoader strict = new ImageCacheLoader(new ImageDecoder(new ImageLimits(10, 1000)), 1);

        assertThatThrownBy(() -> strict.load(records, SIZE, (d, t) -> {}))
                .isInstanceOf(InvalidDataSetException.class)
                .hasMessageContaining("allowed: 10");
    }

    @Test
    void whatTheListenerThrowsEndsTheLoading() throws Exception {
        List<LesionRecord> records = records(70);

        assertThatThrownBy(() -> loader(2).load(records, SIZE, (done, total) -> {
                    throw new IllegalStateException("cancelled at " + done);
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cancelled at 32");
    }

    private static ImageCacheLoader loader(int threads) {
        return new ImageCacheLoader(new ImageDecoder(ImageLimits.DEFAULT), threads);
    }

    /** Gray images of one value each, 3 times their position. */
    private List<LesionRecord> records(int images) throws IOException {
        List<LesionRecord> records = new ArrayList<>();
        for (int i = 0; i < images; i++) {
            BufferedImage image = new BufferedImage(20, 15, BufferedImage.TYPE_INT_RGB);
            int[] pixels = new int[20 * 15];
            Arrays.fill(pixels, 3 * i * 0x010101);
            image.setRGB(0, 0, 20, 15, pixels, 0, 20);
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(image, "png", png);
            Path file = Files.write(folder.resolve("image" + i + ".png"), png.toByteArray());
            records.add(new LesionRecord("image" + i, "lesion" + i, LesionClass.ofIndex(i % 7), file));
        }
        return records;
    }
}
