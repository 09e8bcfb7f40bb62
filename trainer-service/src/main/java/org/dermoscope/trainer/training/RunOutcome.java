package org.dermoscope.trainer.training;

import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.trainer.promotion.PromotionDecision;

/** What a run published and whether it became champion. */
public record RunOutcome(CheckpointId checkpointId, PromotionDecision decision) {}
