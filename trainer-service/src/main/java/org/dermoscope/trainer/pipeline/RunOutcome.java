package org.dermoscope.trainer.pipeline;

import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.trainer.promotion.PromotionDecision;

/** What a finished run left: the published checkpoint, its figures, and whether it became champion. */
public record RunOutcome(
        CheckpointId checkpointId, Manifest.EvaluationSummary evaluation, PromotionDecision promotion) {}
