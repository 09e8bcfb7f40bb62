package org.dermoscope.trainer.job;

import org.dermoscope.trainer.range.LrRangeSpec;
import org.dermoscope.trainer.run.RunConfig;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for, fully resolved.
 *
 * @param lrRange null of a training
 */
record JobOrder(RunConfig config, @Nullable LrRangeSpec lrRange) {
    static JobOrder training(RunConfig config) {
        return new JobOrder(config, null);
    }

    JobKind kind() {
        return JobKind.of(lrRange);
    }
}
