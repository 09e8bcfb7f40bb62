package org.dermoscope.trainer.data;

import java.util.List;
import org.dermoscope.imaging.RgbImage;

/**
 * The images of one part with their labels, in image-id order, read from the cache: no copies, nothing decoded again.
 * Immutable and thread-safe.
 */
public final class LesionDataset {
    private final List<LesionRecord> records;
    private final ImageCache cache;

    /** @param cache holds at least the images of the records */
    public LesionDataset(List<LesionRecord> records, ImageCache cache) {
        this.records = List.copyOf(records);
        this.cache = cache;
    }

    public int size() {
        return records.size();
    }

    public List<LesionRecord> records() {
        return records;
    }

    /** The image at a position, at the network's input size, without augmentation. */
    public RgbImage image(int index) {
        return cache.image(records.get(index));
    }

    RgbImage image(LesionRecord lesion) {
        return cache.image(lesion);
    }

    /** The class index at a position. */
    public int label(int index) {
        return records.get(index).label().index();
    }

    /** All class indices, in order. */
    public int[] labels() {
        return records.stream().mapToInt(r -> r.label().index()).toArray();
    }
}
