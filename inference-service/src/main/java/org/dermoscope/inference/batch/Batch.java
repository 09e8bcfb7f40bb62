package org.dermoscope.inference.batch;

import java.util.List;
import org.dermoscope.classify.ExplainingClassifier;
import org.dermoscope.imaging.RgbImage;

/**
 * The images of one pass.
 *
 * @param images all of turns with this classifier, at least 1
 * @param alone whether nothing else was to be done when it was made
 */
record Batch(ExplainingClassifier classifier, List<QueuedImage> images, boolean alone) {
    int size() {
        return images.size();
    }

    /** One that asks for evidence is enough: it costs little more for all. */
    boolean explained() {
        return images.stream().anyMatch(image -> image.turn().explained());
    }

    List<RgbImage> pixels() {
        return images.stream().map(QueuedImage::image).toList();
    }
}
