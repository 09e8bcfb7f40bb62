package org.dermoscope.checkpoint;

import java.util.List;

/**
 * What answers say of the checkpoint or the ensemble that gave them.
 *
 * @param id of the checkpoint or the ensemble
 * @param calibrated whether the probabilities are calibrated on the validation part
 */
public record ModelFacts(String id, Manifest.DataInfo data, boolean calibrated, List<OperatingPoint> operatingPoints) {
    public ModelFacts {
        operatingPoints = List.copyOf(operatingPoints);
    }
}
