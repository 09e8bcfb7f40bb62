package org.dermoscope.trainer.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * What every picture says of where its figures come from.
 *
 * @param checkpointId see {@code CheckpointId}
 * @param dataName for people
 * @param synthetic true for the generated sample
 * @param leaky true when images of one lesion may be in several parts
 */
public record ChartCaption(String checkpointId, String dataName, boolean synthetic, boolean leaky) {
    /** Checkpoint and data set in one line. */
    String origin() {
        return checkpointId + " · " + dataName;
    }

    /** What a reader must know before believing a figure, in one line; empty if there is nothing. */
    String warning() {
        List<String> warnings = new ArrayList<>();
        if (synthetic) {
            warnings.add("SYNTHETIC SAMPLE: drawn by a program, says nothing of skin");
        }
        if (leaky) {
            warnings.add("SPLIT BY IMAGE: lesions are shared between the parts, figures are too good");
        }
        return String.join(" · ", warnings);
    }
}
