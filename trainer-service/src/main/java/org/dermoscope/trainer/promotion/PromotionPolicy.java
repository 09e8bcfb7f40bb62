package org.dermoscope.trainer.promotion;

import java.util.Locale;
import org.dermoscope.trainer.promotion.PromotionDecision.Rule;
import org.dermoscope.trainer.run.RunConfig.PromotionMode;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a candidate becomes champion by itself. The criterion is the balanced accuracy on the validation
 * part: models are chosen on validation data, so that the test part's figures stay those of a model that was not chosen
 * by them. It is compared only between checkpoints and ensembles of the same data set and the same split. Pure, stateless,
 * thread-safe.
 */
public final class PromotionPolicy {
    public static final String CRITERION = "balanced accuracy on the validation part";

    private static final String BY_HAND = "; promote it by hand if it is wanted";

    /**
     * @param mode of the run that trained the candidate
     * @param champion null while there is none
     */
    public PromotionDecision decide(Contender candidate, PromotionMode mode, @Nullable ReigningChampion champion) {
        Verdict verdict = ofCandidate(candidate, mode, champion);
        return decision(candidate, champion, verdict != null ? verdict : amongChampions(candidate, champion));
    }

    /**
     * For a pointer that cannot be read: it is never moved automatically.
     *
     * @param problem what is wrong with the pointer
     */
    public PromotionDecision decideAgainstUnreadable(Contender candidate, PromotionMode mode, String problem) {
        Verdict verdict = ofCandidate(candidate, mode, null);
        return decision(
                candidate,
                null,
                verdict != null
                        ? verdict
                        : Verdict.keep(
                                Rule.CHAMPION_UNREADABLE,
                                "Not promoted: the pointer to the champion cannot be read (" + problem + ")"
                                        + BY_HAND));
    }

    /** What an operator wants, who answers for it; the candidate must be promotable. */
    PromotionDecision byHand(Contender candidate, String operator, @Nullable ReigningChampion champion) {
        String displaced = champion == null || champion.isSolely(candidate) ? "" : "; it displaces " + champion.ids();
        return decision(
                candidate,
                champion,
                Verdict.move(Rule.BY_HAND, "Promoted by hand by " + operator + displaced + warning(candidate)));
    }

    /** After so many lost races. */
    PromotionDecision lostRace(Contender candidate, int attempts) {
        return decision(
                candidate,
                null,
                Verdict.keep(
                        Rule.LOST_RACE,
                        "Not promoted: the champion was moved by others " + attempts + " times meanwhile" + BY_HAND));
    }

    private static PromotionDecision decision(
            Contender candidate, @Nullable ReigningChampion champion, Verdict verdict) {
        return new PromotionDecision(
                candidate.id(),
                verdict.promote(),
                verdict.rule(),
                verdict.reason(),
                CRITERION,
                candidate.figure(),
                comparableFigure(champion),
                champion == null ? null : champion.ids());
    }

    /** What is decided without a comparison; null if nothing is. */
    private static @Nullable Verdict ofCandidate(
            Contender candidate, PromotionMode mode, @Nullable ReigningChampion champion) {
        if (!candidate.promotable()) {
            return Verdict.keep(Rule.NOT_PROMOTABLE, "Not promoted: the checkpoint is marked as not promotable");
        }
        if (champion != null && champion.isSolely(candidate)) {
            return Verdict.keep(Rule.ALREADY_CHAMPION, "Not moved: it is the champion already");
        }
        return mode == PromotionMode.NEVER
                ? Verdict.keep(Rule.RUN_SAYS_NEVER, "Not promoted: the run was started with promote: never")
                : null;
    }

    private static Verdict amongChampions(Contender candidate, @Nullable ReigningChampion champion) {
        if (champion == null) {
            return Verdict.move(
                    Rule.FIRST_CHAMPION,
                    "Promoted: there was no champion; " + CRITERION + " " + text(candidate.figure())
                            + warning(candidate));
        }
        if (!champion.pointer().automaticPromotion()) {
            return Verdict.keep(
                    Rule.AUTOMATIC_PROMOTION_OFF,
                    "Not promoted: automatic promotion is off since a rollback, until the next promotion by hand");
        }
        if (!champion.readable()) {
            return Verdict.keep(
                    Rule.CHAMPION_UNREADABLE,
                    "Not promoted: the manifest of the champion " + champion.ids()
                            + " cannot be read, so there is nothing to compare with" + BY_HAND);
        }
        return amongData(candidate, champion);
    }

    private static Verdict amongData(Contender candidate, ReigningChampion champion) {
        boolean synthetic = candidate.data().synthetic();
        if (!synthetic && champion.synthetic()) {
            return Verdict.move(
                    Rule.REAL_OVER_SYNTHETIC,
                    "Promoted: trained on real data, the champion " + champion.ids() + " on the synthetic sample"
                            + warning(candidate));
        }
        if (synthetic && !champion.synthetic()) {
            return Verdict.keep(
                    Rule.SYNTHETIC_NEVER_OVER_REAL,
                    "Not promoted: trained on the synthetic sample, which never displaces real data such as that of the champion "
                            + champion.ids());
        }
        if (candidate.data().leaky() && !champion.leaky()) {
            return Verdict.keep(
                    Rule.LEAKY_NEVER_OVER_CLEAN,
                    "Not promoted: its split by image leaks lesions between the parts, which makes figures too good; that of the champion "
                            + champion.ids() + " does not" + BY_HAND);
        }
        if (champion.members().size() > 1) {
            return Verdict.keep(
                    Rule.CHAMPION_IS_ENSEMBLE,
                    "Not promoted: the champion is the set of " + champion.ids() + ", whose own figure is not recorded"
                            + BY_HAND);
        }
        return byFigure(candidate, champion.members().get(0));
    }

    private static Verdict byFigure(Contender candidate, Contender champion) {
        if (!candidate.data().hash().equals(champion.data().hash())) {
            return Verdict.keep(
                    Rule.DIFFERENT_DATA,
                    "Not promoted: trained on another data set ('"
                            + candidate.data().name() + "') than the champion "
                            + champion.id() + " ('" + champion.data().name()
                            + "'), so that their figures cannot be compared" + BY_HAND);
        }
        if (!candidate.data().splitHash().equals(champion.data().splitHash())) {
            return Verdict.keep(
                    Rule.DIFFERENT_SPLIT,
                    "Not promoted: evaluated on another split of the data set than the champion " + champion.id()
                            + ", so that their figures cannot be compared" + BY_HAND);
        }
        boolean better = candidate.figure() > champion.figure();
        String compared = CRITERION + " " + text(candidate.figure())
                + (better ? " is higher than " : " is not higher than ") + text(champion.figure()) + " of the champion "
                + champion.id();
        return better
                ? Verdict.move(Rule.BETTER, "Promoted: " + compared)
                : Verdict.keep(Rule.NOT_BETTER, "Not promoted: " + compared);
    }

    private static @Nullable Double comparableFigure(@Nullable ReigningChampion champion) {
        return champion != null && champion.readable() && champion.members().size() == 1
                ? champion.members().get(0).figure()
                : null;
    }

    private static String warning(Contender candidate) {
        if (candidate.data().synthetic()) {
            return " on the synthetic sample, which says nothing of skin";
        }
        return candidate.data().leaky() ? "; its split by image leaks lesions, so that its figures are too good" : "";
    }

    /** Six decimals, so that figures that differ by one image of a class print differently. */
    private static String text(double figure) {
        return String.format(Locale.ROOT, "%.6f", figure);
    }

    private record Verdict(boolean promote, Rule rule, String reason) {
        static Verdict move(Rule rule, String reason) {
            return new Verdict(true, rule, reason);
        }

        static Verdict keep(Rule rule, String reason) {
            return new Verdict(false, rule, reason);
        }
    }
}
