package org.dermoscope.trainer.training;

import java.util.List;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.EnsembleManifest;
import org.dermoscope.checkpoint.StoredEnsemble;
import org.dermoscope.trainer.ensemble.SelectedEnsemble;
import org.dermoscope.trainer.promotion.PromotionDecision;
import org.jspecify.annotations.Nullable;

/**
 * What became of an ensemble that was asked for; the metrics of its job.
 *
 * @param published false where the best candidate by itself is enough
 * @param reason one sentence for people
 * @param members with their weights; empty unless published
 * @param balancedAccuracy of the best choice, on the validation part
 * @param loss of the best choice, on the validation part, in nats
 * @param bestSingle the best candidate by itself
 * @param bestSingleBalancedAccuracy of that, on the validation part
 * @param candidates how many there were
 * @param testBalancedAccuracy of the ensemble; null unless published: the test part is looked at for nothing else
 */
public record EnsembleOutcome(
        boolean published,
        String reason,
        @Nullable PromotionDecision decision,
        List<Champion.Member> members,
        double balancedAccuracy,
        double loss,
        String bestSingle,
        double bestSingleBalancedAccuracy,
        int candidates,
        @Nullable Double testBalancedAccuracy) {
    public EnsembleOutcome {
        members = List.copyOf(members);
    }

    static EnsembleOutcome singleIsEnough(SelectedEnsemble selected) {
        return new EnsembleOutcome(
                false,
                "Nothing is published: " + selected.bestSingle()
                        + " by itself is as good on the validation part as what was chosen from the "
                        + selected.candidates().size() + " candidates",
                null,
                List.of(),
                selected.score().balancedAccuracy(),
                selected.score().loss(),
                selected.bestSingle(),
                selected.bestSingleScore().balancedAccuracy(),
                selected.candidates().size(),
                null);
    }

    static EnsembleOutcome published(StoredEnsemble ensemble, PromotionDecision decision) {
        EnsembleManifest manifest = ensemble.manifest();
        EnsembleManifest.CandidateFigures best =
                manifest.selection().candidates().get(0);
        return new EnsembleOutcome(
                true,
                "Published " + manifest.id() + ": its members together are better on the validation part than "
                        + best.checkpointId() + " by itself",
                decision,
                manifest.members(),
                manifest.evaluation().validation().balancedAccuracy(),
                manifest.evaluation().validation().loss(),
                best.checkpointId(),
                best.balancedAccuracy(),
                manifest.selection().candidates().size(),
                manifest.evaluation().test().balancedAccuracy());
    }
}
