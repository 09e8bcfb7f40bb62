package org.dermoscope.trainer.promotion;

import java.time.Instant;
import java.util.List;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.checkpoint.StoredEnsemble;
import org.dermoscope.checkpoint.StoredManifest;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint or an ensemble in the comparison that decides on promotion.
 *
 * @param figure its value of {@link PromotionPolicy#CRITERION}, 0..1
 * @param promotable whether it may become champion
 * @param members that the pointer would name
 * @param ensemble that the pointer would name; null of a checkpoint
 */
public record Contender(
        String id,
        Manifest.DataInfo data,
        double figure,
        boolean promotable,
        List<Champion.Member> members,
        Champion.@Nullable EnsembleReference ensemble) {
    public Contender {
        members = List.copyOf(members);
    }

    public static Contender of(StoredManifest checkpoint) {
        Manifest manifest = checkpoint.manifest();
        return new Contender(
                manifest.id(),
                manifest.data(),
                manifest.evaluation().validation().balancedAccuracy(),
                manifest.promotable(),
                List.of(checkpoint.asSoleMember()),
                null);
    }

    public static Contender of(StoredEnsemble ensemble) {
        return new Contender(
                ensemble.manifest().id(),
                ensemble.manifest().data(),
                ensemble.manifest().evaluation().validation().balancedAccuracy(),
                true,
                ensemble.manifest().members(),
                ensemble.reference());
    }

    /** The pointer to it. */
    Champion champion(String reason, String promotedBy, Instant now) {
        return new Champion(Champion.SCHEMA_VERSION, members, reason, promotedBy, now, true, ensemble);
    }
}
