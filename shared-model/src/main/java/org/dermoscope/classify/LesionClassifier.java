package org.dermoscope.classify;

import java.util.List;
import org.dermoscope.imaging.RgbImage;

/**
 * Images in, probabilities out: the one path that evaluation and serving both take. Thread-safe until closed. Owns
 * native memory; whoever obtained it closes it.
 */
public interface LesionClassifier extends AutoCloseable {
    /** Classifies in one pass of the network. One prediction an image, in order. */
    List<Prediction> classify(List<RgbImage> images);

    @Override
    void close();
}
