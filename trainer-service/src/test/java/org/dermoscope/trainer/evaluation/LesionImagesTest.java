package org.dermoscope.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.imaging.ImageLimits;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.trainer.data.LesionRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LesionImagesTest {
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    @TempDir
    Path folder;

    private LesionRecord record(String imageId, LesionClass label) {
        return new LesionRecord(imageId, "lesion of " + imageId, label, folder.resolve(imageId + ".png"));
    }

    private LesionRecord red(String imageId) throws IOException {
        BufferedImage image = new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0xFF0000);
        File file = folder.resolve(imageId + ".png").toFile();
        assertThat(ImageIO.write(image, "png", file)).isTrue();
        return record(imageId, LesionClass.MEL);
    }

    @Test
    void filesAreDecodedWithTheirLabelsAsOftenAsAsked() throws IOException {
        LesionImages images = new LesionImages(List.of(red("a"), red("b")), decoder);

        for (int pass = 0; pass < 2; pass++) {
            assertThat(images).extracting(LabelledImage::imageId).containsExactly("a", "b");
        }
        LabelledImage first = images.iterator().next();
        assertThat(first.lesionId()).isEqualTo("lesion of a");
        assertThat(first.label()).isEqualTo(LesionClass.MEL);
        assertThat(first.image().width()).isEqualTo(4);
        assertThat(first.image().pixels()).startsWith((byte) 255, 0, 0);
    }

    @Test
    void aFileIsReadOnlyWhenItIsAskedFor() throws IOException {
        Iterator<LabelledImage> images =
                new LesionImages(List.of(red("a"), record("missing", LesionClass.NV)), decoder).iterator();

        assertThat(images.next().imageId()).isEqualTo("a");
        assertThatThrownBy(images::next)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("'missing'")
                .hasMessageContaining("missing.png");
    }

    @Test
    void anImageThatCannotBeDecodedIsNamedAndNeverReplaced() throws IOException {
        LesionRecord broken = record("broken", LesionClass.NV);
        Files.writeString(broken.file(), "no image");

        assertThatThrownBy(() ->
                        new LesionImages(List.of(broken), decoder).iterator().next())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("'broken'");
    }
}
