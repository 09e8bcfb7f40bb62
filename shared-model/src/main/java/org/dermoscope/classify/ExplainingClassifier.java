package org.dermoscope.classify;

import java.util.List;
import org.dermoscope.imaging.RgbImage;

/** A classifier that can say what its answers rest on. */
public interface ExplainingClassifier extends LesionClassifier {
    /**
     * Classifies in one pass of the network. One answer an image, in order.
     *
     * @param explained whether the answers come with their evidence
     */
    List<NetworkAnswer> answer(List<RgbImage> images, boolean explained);

    /**
     * As {@link #answer(List, boolean)}.
     *
     * @param alone whether nothing else wants the processors meanwhile, so that the pass may take several
     */
    default List<NetworkAnswer> answer(List<RgbImage> images, boolean explained, boolean alone) {
        return answer(images, explained);
    }

    @Override
    default List<Prediction> classify(List<RgbImage> images) {
        return answer(images, false).stream().map(NetworkAnswer::prediction).toList();
    }
}
