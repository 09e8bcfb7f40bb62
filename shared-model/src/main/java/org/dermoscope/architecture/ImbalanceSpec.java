package org.dermoscope.architecture;

/**
 * What is done about rare classes. The values that the kind does not use are kept and ignored. A class of {@code n_c} of
 * the {@code n} training images of {@code k} classes:
 *
 * @param power how far to go from the frequencies to equal classes, in [0, 1]. Class weights and the weights of the focal
 *     loss are {@code (n / (k * n_c)) ^ power}, then scaled to mean 1 over the training images: 1 is the inverse
 *     frequency, 0 no weights. The balanced sampler draws classes in proportion to {@code n_c ^ (1 - power)}
 * @param gamma focal: the exponent of Lin et al., in [0, 10]; 0 is cross-entropy
 * @param tau logit adjustment: the factor of Menon et al., in [0, 5]; 1 is consistent for the balanced error
 */
public record ImbalanceSpec(Kind kind, double power, double gamma, double tau) {
    /** Written in lower case in JSON. */
    public enum Kind {
        NONE,
        /** The loss of rare classes counts more. */
        CLASS_WEIGHTS,
        /** Images of rare classes come more often, those of common ones less often, in batches as many as before. */
        BALANCED_SAMPLER,
        /** Images that are classified well count less; Lin et al., Focal Loss for Dense Object Detection (2017). */
        FOCAL,
        /** Logits are trained as if classes were equal; Menon et al., Long-Tail Learning via Logit Adjustment (2021). */
        LOGIT_ADJUSTMENT
    }

    public ImbalanceSpec {
        Ranges.requireWithin("imbalance.power", power, 0, 1);
        Ranges.requireWithin("imbalance.gamma", gamma, 0, 10);
        Ranges.requireWithin("imbalance.tau", tau, 0, 5);
    }

    /** With gamma 2 and tau 1, which their papers recommend. */
    public ImbalanceSpec(Kind kind, double power) {
        this(kind, power, 2, 1);
    }
}
