package org.dermoscope.trainer.job;

import org.dermoscope.trainer.ensemble.EnsembleSpec;
import org.dermoscope.trainer.range.LrRangeSpec;
import org.dermoscope.trainer.run.RunConfig;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for, fully resolved.
 *
 * @param config of an ensemble, {@code data} and {@code promote} are all that is used
 * @param lrRange null unless it is a range test
 * @param ensemble null unless it is to choose one
 */
record JobOrder(
        RunConfig config,
        @Nullable LrRangeSpec lrRange,
        @Nullable EnsembleSpec ensemble) {
    static JobOrder training(RunConfig config) {
        return new JobOrder(config, null, null);
    }

    JobKind kind() {
        return JobKind.of(lrRange, ensemble);
    }
}
