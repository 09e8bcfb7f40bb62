package org.dermoscope.trainer.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.List;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.imaging.InvalidImageException;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.trainer.data.LesionRecord;

/**
 * The images of a part, read and decoded one by one as they are asked for. May be iterated more than once, by several
 * threads at a time. The iterator throws {@link UncheckedIOException} naming the image that cannot be read or decoded:
 * no image is ever left out or replaced.
 */
public final class LesionImages implements Iterable<LabelledImage> {
    private final List<LesionRecord> records;
    private final ImageDecoder decoder;

    public LesionImages(List<LesionRecord> records, ImageDecoder decoder) {
        this.records = List.copyOf(records);
        this.decoder = decoder;
    }

    @Override
    public Iterator<LabelledImage> iterator() {
        return records.stream()
                .map(r -> new LabelledImage(r.imageId(), r.lesionId(), r.label(), decode(r)))
                .iterator();
    }

    private RgbImage decode(LesionRecord lesion) {
        try {
            return decoder.decode(Files.readAllBytes(lesion.file()));
        } catch (InvalidImageException e) {
            throw unreadable(lesion, new IOException(e));
        } catch (IOException e) {
            throw unreadable(lesion, e);
        }
    }

    private static UncheckedIOException unreadable(LesionRecord lesion, IOException cause) {
        return new UncheckedIOException(
                "Image '" + lesion.imageId() + "' (" + lesion.file() + ") cannot be read: " + cause.getMessage(),
                cause);
    }
}
