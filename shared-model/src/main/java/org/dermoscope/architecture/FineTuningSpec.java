package org.dermoscope.architecture;

/**
 * How a training starts, and how much it changes what it starts from.
 *
 * @param initialWeights what the backbone starts from; the classifier is always drawn at random
 * @param headEpochs in which the classifier learns alone, in iterations {@code round(headEpochs * stepsPerEpoch)}; 0 or
 *     more
 * @param backboneRate the learning rate of all layers before the classifier is this share of the classifier's, in (0, 1]
 */
public record FineTuningSpec(Source initialWeights, double headEpochs, double backboneRate) {
    /** Written in lower case in JSON. */
    public enum Source {
        RANDOM,
        /** Weights that were imported into the store for the architecture. */
        PRETRAINED
    }

    /** From random weights, all layers at one rate from the first step. */
    public static final FineTuningSpec OFF = new FineTuningSpec(Source.RANDOM, 0, 1);

    public FineTuningSpec {
        Ranges.requireWithin("fine_tuning.head_epochs", headEpochs, 0, 10_000);
        Ranges.requireWithin("fine_tuning.backbone_rate", backboneRate, Math.ulp(0.0), 1);
    }

    public static FineTuningSpec pretrained(double headEpochs, double backboneRate) {
        return new FineTuningSpec(Source.PRETRAINED, headEpochs, backboneRate);
    }
}
