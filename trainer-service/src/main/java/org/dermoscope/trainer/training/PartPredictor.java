package org.dermoscope.trainer.training;

import java.util.List;
import org.dermoscope.classify.LesionClassifier;
import org.dermoscope.trainer.data.LesionRecord;
import org.dermoscope.trainer.evaluation.LabelledPrediction;

/** Classifies images of a run's data as one of its stages. */
interface PartPredictor {
    /** One prediction an image, in order. */
    List<LabelledPrediction> predict(String stage, LesionClassifier classifier, List<LesionRecord> part);
}
