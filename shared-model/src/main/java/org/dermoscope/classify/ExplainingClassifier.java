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

    @Override
    default List<Prediction> classify(List<RgbImage> images) {
        return answer(images, false).stream().map(NetworkAnswer::prediction).toList();
    }
}
