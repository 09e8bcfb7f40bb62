package org.dermoscope.inference.batch;

import java.util.List;
import org.dermoscope.classify.LesionClassifier;
import org.dermoscope.imaging.RgbImage;

/**
 * The images of one pass.
 *
 * @param images all of turns with this classifier, at least 1
 */
record Batch(LesionClassifier classifier, List<QueuedImage> images) {
    int size() {
        return images.size();
    }

    List<RgbImage> pixels() {
        return images.stream().map(QueuedImage::image).toList();
    }
}
