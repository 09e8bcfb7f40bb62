package org.dermoscope.trainer.data;

import org.dermoscope.architecture.Ranges;

/**
 * How images are divided.
 *
 * @param by {@code lesion}, or {@code image}, which leaks lesions between the parts and marks its results so
 * @param training share, the three sum to 1 within 1e-9
 */
public record SplitConfig(By by, double training, double validation, double test) {
    /** Written in lower case in JSON. */
    public enum By {
        LESION,
        IMAGE
    }

    public SplitConfig {
        Ranges.requireWithin("split.training", training, 0.05, 0.98);
        Ranges.requireWithin("split.validation", validation, 0.01, 0.9);
        Ranges.requireWithin("split.test", test, 0.01, 0.9);
        if (Math.abs(training + validation + test - 1) > 1e-9) {
            throw new IllegalArgumentException("split.training + split.validation + split.test is "
                    + (training + validation + test) + "; allowed: 1");
        }
    }
}
