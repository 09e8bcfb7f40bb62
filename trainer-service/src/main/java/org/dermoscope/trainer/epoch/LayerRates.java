package org.dermoscope.trainer.epoch;

import org.dermoscope.architecture.FineTuningSpec;

/**
 * How fast layers learn beside the classifier.
 *
 * @param backbone learning rate of all layers before the classifier, as a share of the classifier's, in (0, 1]
 * @param headSteps in which they do not learn at all, 0 or more
 */
public record LayerRates(double backbone, long headSteps) {
    /** All layers alike. */
    public static final LayerRates EQUAL = new LayerRates(1, 0);

    static LayerRates of(FineTuningSpec spec, int stepsPerEpoch) {
        return new LayerRates(spec.backboneRate(), Math.round(spec.headEpochs() * stepsPerEpoch));
    }
}
