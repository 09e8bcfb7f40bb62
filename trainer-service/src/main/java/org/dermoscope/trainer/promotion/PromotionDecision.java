package org.dermoscope.trainer.promotion;

import org.jspecify.annotations.Nullable;

/**
 * Whether a checkpoint or an ensemble becomes champion, and why.
 *
 * @param promote whether the pointer moves to the candidate
 * @param rule what decided
 * @param reason one sentence for people, with the figures where they decided
 * @param criterion what is compared, see {@link PromotionPolicy#CRITERION}
 * @param candidateFigure the candidate's value of the criterion, 0..1
 * @param championFigure the champion's; null without a champion or where it has none that can be compared
 * @param championId the champion that was decided against; null without one; several ids joined by {@code ", "}
 */
public record PromotionDecision(
        String candidateId,
        boolean promote,
        Rule rule,
        String reason,
        String criterion,
        double candidateFigure,
        @Nullable Double championFigure,
        @Nullable String championId) {
    /** Written in lower case in JSON. */
    public enum Rule {
        /** The candidate may not become champion at all. */
        NOT_PROMOTABLE,
        /** The run asked not to be promoted. */
        RUN_SAYS_NEVER,
        /** There is no champion yet. */
        FIRST_CHAMPION,
        /** The candidate is what the pointer names already. */
        ALREADY_CHAMPION,
        /** A rollback switched automatic promotion off. */
        AUTOMATIC_PROMOTION_OFF,
        /** The champion's manifest cannot be read, so nothing can be compared. */
        CHAMPION_UNREADABLE,
        /** Real data displaces the synthetic sample. */
        REAL_OVER_SYNTHETIC,
        /** The synthetic sample never displaces real data. */
        SYNTHETIC_NEVER_OVER_REAL,
        /** Figures from a split that leaks lesions never displace figures from one that does not. */
        LEAKY_NEVER_OVER_CLEAN,
        /** The champion is several checkpoints without an ensemble whose figure would be recorded. */
        CHAMPION_IS_ENSEMBLE,
        /** Trained on another data set. */
        DIFFERENT_DATA,
        /** Evaluated on another split of the same data set. */
        DIFFERENT_SPLIT,
        /** The figure is higher. */
        BETTER,
        /** The figure is equal or lower. */
        NOT_BETTER,
        /** The pointer was moved by others each time that this was tried. */
        LOST_RACE,
        /** An operator promoted it. */
        BY_HAND
    }
}
