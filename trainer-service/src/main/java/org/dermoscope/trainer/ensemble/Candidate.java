package org.dermoscope.trainer.ensemble;

import java.util.List;
import org.dermoscope.trainer.evaluation.LabelledPrediction;

/**
 * A checkpoint that may become a member.
 *
 * @param predictions calibrated, of the images of the validation part, in the same order for every candidate
 */
public record Candidate(String checkpointId, List<LabelledPrediction> predictions) {
    public Candidate {
        predictions = List.copyOf(predictions);
    }
}
