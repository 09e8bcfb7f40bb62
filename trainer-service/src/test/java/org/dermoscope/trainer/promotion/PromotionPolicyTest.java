package org.dermoscope.trainer.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.trainer.promotion.PromotionDecision.Rule;
import org.dermoscope.trainer.run.RunConfig.PromotionMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PromotionPolicyTest {
    private static final String ENSEMBLE = "ensemble-20261123T205200Z-4f09ab";
    private static final Candidate CHAMPION = Candidate.real("champ", 0.60);
    private static final Candidate LEAKY = CHAMPION.leaky();
    private static final Candidate SAMPLE = CHAMPION.synthetic();
    private static final ReigningChampion ROLLED_BACK =
            new ReigningChampion(Candidate.pointer(false, CHAMPION.id().toString()), List.of(CHAMPION.contender()));
    private static final ReigningChampion UNREADABLE =
            new ReigningChampion(Candidate.pointer(true, CHAMPION.id().toString()), List.of());

    private final PromotionPolicy policy = new PromotionPolicy();

    static Stream<Arguments> cases() {
        ReigningChampion reigning = CHAMPION.reigning();
        return Stream.of(
                of("better", better(), reigning, true, Rule.BETTER),
                of("better by little", Candidate.real("cand", 0.6000001), reigning, true, Rule.BETTER),
                of("equal", Candidate.real("cand", 0.60), reigning, false, Rule.NOT_BETTER),
                of("worse", Candidate.real("cand", 0.59), reigning, false, Rule.NOT_BETTER),
                of("better on test only", worseButBetterOnTest(), reigning, false, Rule.NOT_BETTER),
                of("figure undefined", Candidate.real("cand", Double.NaN), reigning, false, Rule.NOT_BETTER),
                of("first of real data", better(), null, true, Rule.FIRST_CHAMPION),
                of("first of the sample", better().synthetic(), null, true, Rule.FIRST_CHAMPION),
                of("first, split by image", better().leaky(), null, true, Rule.FIRST_CHAMPION),
                of("not promotable", better().notPromotable(), reigning, false, Rule.NOT_PROMOTABLE),
                of("first, not promotable", better().notPromotable(), null, false, Rule.NOT_PROMOTABLE),
                of("champion itself", CHAMPION, reigning, false, Rule.ALREADY_CHAMPION),
                of("after a rollback", better(), ROLLED_BACK, false, Rule.AUTOMATIC_PROMOTION_OFF),
                of("unreadable champion", better(), UNREADABLE, false, Rule.CHAMPION_UNREADABLE),
                of("real over sample", Candidate.real("cand", 0.1), SAMPLE.reigning(), true, Rule.REAL_OVER_SYNTHETIC),
                of("leaky real over sample", better().leaky(), SAMPLE.reigning(), true, Rule.REAL_OVER_SYNTHETIC),
                of("sample over real", better().synthetic(), reigning, false, Rule.SYNTHETIC_NEVER_OVER_REAL),
                of(
                        "sample over leaky real",
                        better().synthetic(),
                        LEAKY.reigning(),
                        false,
                        Rule.SYNTHETIC_NEVER_OVER_REAL),
                of("better on the sample", better().synthetic(), SAMPLE.reigning(), true, Rule.BETTER),
                of("worse on the sample", worse().synthetic(), SAMPLE.reigning(), false, Rule.NOT_BETTER),
                of("leaky over clean", better().leaky(), reigning, false, Rule.LEAKY_NEVER_OVER_CLEAN),
                of("leaky over leaky", better().leaky(), LEAKY.reigning(), true, Rule.BETTER),
                of("clean over leaky", better(), LEAKY.reigning(), false, Rule.DIFFERENT_SPLIT),
                of("other data", onOtherData(), reigning, false, Rule.DIFFERENT_DATA),
                of("other split", onOtherSplit(), reigning, false, Rule.DIFFERENT_SPLIT),
                of("over an ensemble", better(), ensemble(CHAMPION, worse()), false, Rule.CHAMPION_IS_ENSEMBLE),
                of(
                        "sample over an ensemble",
                        better().synthetic(),
                        ensemble(CHAMPION, SAMPLE),
                        false,
                        Rule.SYNTHETIC_NEVER_OVER_REAL),
                of(
                        "real over an ensemble of samples",
                        worse(),
                        ensemble(SAMPLE, better().synthetic()),
                        true,
                        Rule.REAL_OVER_SYNTHETIC));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void everyPairIsDecidedByItsRule(
            String name, Candidate candidate, @Nullable ReigningChampion champion, boolean promote, Rule rule) {
        PromotionDecision decision = policy.decide(candidate.contender(), PromotionMode.AUTO, champion);

        assertThat(decision.rule()).isEqualTo(rule);
        assertThat(decision.promote()).isEqualTo(promote);
        assertThat(decision.reason()).startsWith(promote ? "Promoted: " : "Not ");
        assertThat(decision.candidateId()).isEqualTo(candidate.id().toString());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aRunThatSaysNeverIsNeverPromoted(
            String name, Candidate candidate, @Nullable ReigningChampion champion, boolean promote, Rule rule) {
        PromotionDecision decision = policy.decide(candidate.contender(), PromotionMode.NEVER, champion);

        assertThat(decision.promote()).isFalse();
        assertThat(decision.rule()).isIn(Rule.RUN_SAYS_NEVER, Rule.NOT_PROMOTABLE, Rule.ALREADY_CHAMPION);
    }

    @Test
    void theReasonNamesCriterionFiguresAndChampion() {
        PromotionDecision decision = policy.decide(better().contender(), PromotionMode.AUTO, CHAMPION.reigning());

        assertThat(decision.reason())
                .isEqualTo("Promoted: balanced accuracy on the validation part 0.700000 is higher than 0.600000 of the"
                        + " champion sequential-cnn-20261123T205200Z-champ");
        assertThat(decision.criterion()).isEqualTo("balanced accuracy on the validation part");
        assertThat(decision.candidateFigure()).isEqualTo(0.70);
        assertThat(decision.championFigure()).isEqualTo(0.60);
        assertThat(decision.championId()).isEqualTo(CHAMPION.id().toString());
    }

    @Test
    void aFirstChampionOfTheSampleIsMarkedAsSuch() {
        PromotionDecision decision = policy.decide(better().synthetic().contender(), PromotionMode.AUTO, null);

        assertThat(decision.reason()).contains("synthetic sample");
        assertThat(decision.championFigure()).isNull();
        assertThat(decision.championId()).isNull();
    }

    @Test
    void aPointerThatCannotBeReadIsNotMoved() {
        PromotionDecision decision =
                policy.decideAgainstUnreadable(better().contender(), PromotionMode.AUTO, "champion.json is malformed");

        assertThat(decision.promote()).isFalse();
        assertThat(decision.rule()).isEqualTo(Rule.CHAMPION_UNREADABLE);
        assertThat(decision.reason()).contains("champion.json is malformed").contains("by hand");
    }

    private static Arguments of(
            String name, Candidate candidate, @Nullable ReigningChampion champion, boolean promote, Rule rule) {
        return arguments(name, candidate, champion, promote, rule);
    }

    @Test
    void anEnsembleIsComparedByItsOwnFigure() {
        ReigningChampion ensemble = reigningEnsemble(0.65);

        PromotionDecision higher = policy.decide(better().contender(), PromotionMode.AUTO, ensemble);
        assertThat(higher.rule()).isEqualTo(Rule.BETTER);
        assertThat(higher.reason()).endsWith("0.650000 of the champion " + ENSEMBLE);
        assertThat(higher.championFigure()).isEqualTo(0.65);
        assertThat(policy.decide(worse().contender(), PromotionMode.AUTO, ensemble)
                        .rule())
                .isEqualTo(Rule.NOT_BETTER);
        assertThat(policy.decide(contender(0.65), PromotionMode.AUTO, ensemble).rule())
                .isEqualTo(Rule.ALREADY_CHAMPION);
        assertThat(policy.decide(contender(0.65), PromotionMode.AUTO, CHAMPION.reigning())
                        .rule())
                .isEqualTo(Rule.BETTER);
    }

    private static Contender contender(double figure) {
        Contender member = better().contender();
        return new Contender(
                ENSEMBLE,
                member.data(),
                figure,
                true,
                member.members(),
                new Champion.EnsembleReference(ENSEMBLE, "1".repeat(64)));
    }

    private static ReigningChampion reigningEnsemble(double figure) {
        Contender contender = contender(figure);
        return new ReigningChampion(contender.champion("for the test", "automatic", Instant.EPOCH), List.of(contender));
    }

    private static Candidate better() {
        return Candidate.real("cand", 0.70);
    }

    private static Candidate worse() {
        return Candidate.real("cand", 0.50);
    }

    private static Candidate worseButBetterOnTest() {
        return worse().withTestFigure(0.99);
    }

    private static Candidate onOtherData() {
        return better().on(Candidate.data("other", false, "11", "bb", false));
    }

    private static Candidate onOtherSplit() {
        return better().on(Candidate.data("ham10000", false, "aa", "22", false));
    }

    private static ReigningChampion ensemble(Candidate first, Candidate second) {
        return new ReigningChampion(
                Candidate.pointer(true, first.id().toString(), second.id().toString()),
                List.of(first.contender(), second.contender()));
    }
}
