package org.dermoscope.trainer.training;

import org.dermoscope.trainer.range.LrRangeResult;
import org.dermoscope.trainer.range.SuggestionPolicy;
import org.dermoscope.trainer.run.RunConfig;

/**
 * What is kept of a range test as {@code lr-range.json}.
 *
 * @param data name of the data set, for people
 * @param synthetic true for the generated sample
 * @param dataHash see {@link org.dermoscope.trainer.data.LesionCatalog#hash()}
 * @param rule by which the rate is suggested
 */
public record LrRangeReport(
        String jobId,
        String data,
        boolean synthetic,
        String dataHash,
        String rule,
        LrRangeResult result,
        RunConfig config) {

    static LrRangeReport of(LrRangeOrder order, PreparedData data, LrRangeResult result) {
        return new LrRangeReport(
                order.jobId(),
                data.catalog().name(),
                data.catalog().synthetic(),
                data.catalog().hash(),
                SuggestionPolicy.RULE,
                result,
                order.config());
    }
}
