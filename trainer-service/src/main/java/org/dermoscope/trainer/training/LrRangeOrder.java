package org.dermoscope.trainer.training;

import org.dermoscope.trainer.range.LrRangeSpec;
import org.dermoscope.trainer.run.RunConfig;

/**
 * A learning rate range test that is asked for.
 *
 * @param config of the training that a rate is looked for; what only an evaluation, a schedule or a promotion would need
 *     is not used
 */
public record LrRangeOrder(String jobId, RunConfig config, LrRangeSpec spec) {}
