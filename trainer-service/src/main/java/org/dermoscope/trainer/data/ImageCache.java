package org.dermoscope.trainer.data;

import java.util.Map;
import org.dermoscope.architecture.InputSize;
import org.dermoscope.imaging.RgbImage;
import org.jspecify.annotations.Nullable;

/**
 * The decoded images of a data set at the network's input size, {@code 3 * height * width} bytes each: 325 MB for
 * HAM10000 at 90x120. Made by {@link ImageCacheLoader}. Immutable and thread-safe.
 */
public final class ImageCache {
    private final InputSize size;
    private final Map<String, RgbImage> images;

    ImageCache(InputSize size, Map<String, RgbImage> images) {
        this.size = size;
        this.images = Map.copyOf(images);
    }

    /** The size that all images have. */
    public InputSize size() {
        return size;
    }

    /** Number of images. */
    public int images() {
        return images.size();
    }

    /** The shared image, not a copy. */
    public RgbImage image(LesionRecord lesion) {
        @Nullable RgbImage image = images.get(lesion.imageId());
        if (image == null) {
            throw new IllegalArgumentException(
                    "Image '" + lesion.imageId() + "' is not among the " + images.size() + " cached ones");
        }
        return image;
    }
}
