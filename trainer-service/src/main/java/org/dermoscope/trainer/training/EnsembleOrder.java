package org.dermoscope.trainer.training;

import org.dermoscope.trainer.data.DataConfig;
import org.dermoscope.trainer.ensemble.EnsembleSpec;
import org.dermoscope.trainer.run.RunConfig.PromotionMode;

/**
 * An ensemble that is asked for.
 *
 * @param jobId as of a training: what stands behind the last {@code -} becomes part of the ensemble's id
 * @param data that the candidates were trained on
 */
public record EnsembleOrder(String jobId, DataConfig data, EnsembleSpec spec, PromotionMode promote) {}
