package org.dermoscope.trainer.data;

import java.util.Locale;

/** A part of a data set. Written in lower case in {@code split.csv} and in JSON. */
public enum Part {
    /** Weights are fitted on it, and the normalization statistics are taken from it. */
    TRAINING,
    /** Chooses the best epoch. */
    VALIDATION,
    /** Seen once, by the weights that are published. */
    TEST;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The share of the images that the configuration gives to this part, 0..1. */
    double share(SplitConfig config) {
        return switch (this) {
            case TRAINING -> config.training();
            case VALIDATION -> config.validation();
            case TEST -> config.test();
        };
    }
}
