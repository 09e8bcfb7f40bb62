package org.dermoscope.classify;

import java.util.List;
import org.dermoscope.imaging.RgbImage;

/** A classifier that can say what its answers rest on. */
public interface ExplainingClassifier extends LesionClassifier {
    /** As {@link #classify}, with the evidence; the predictions are the same. */
    List<ExplainedPrediction> explain(List<RgbImage> images);
}
