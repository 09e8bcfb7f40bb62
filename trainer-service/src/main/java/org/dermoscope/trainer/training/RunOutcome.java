package org.dermoscope.trainer.training;

import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.trainer.promotion.PromotionDecision;
import org.jspecify.annotations.Nullable;

/**
 * What a run published and whether it became champion.
 *
 * @param failure what ended the training after the epoch that is published; null if nothing did
 */
public record RunOutcome(
        CheckpointId checkpointId,
        PromotionDecision decision,
        @Nullable RuntimeException failure) {}
