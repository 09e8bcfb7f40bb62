package org.dermoscope.trainer.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.trainer.promotion.PromotionDecision.Rule;
import org.dermoscope.trainer.promotion.PromotionRefusedException.Reason;
import org.dermoscope.trainer.run.RunConfig.PromotionMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromoterTest {
    private static final Instant NOW = Instant.parse("2026-11-23T21:00:00Z");
    private static final ArtifactKey POINTER = ArtifactKey.of("champion.json");

    @TempDir
    Path folder;

    private ArtifactStore store;
    private CheckpointRepository repository;
    private Promoter promoter;

    @BeforeEach
    void openStore() {
        store = new FilesystemArtifactStore(folder);
        repository = new CheckpointRepository(store);
        promoter = promoter(repository);
    }

    private static Promoter promoter(CheckpointRepository repository) {
        return new Promoter(repository, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private PromotionDecision offer(Candidate candidate) {
        return promoter.promoteIfBetter(candidate.publish(repository), PromotionMode.AUTO);
    }

    private Champion champion() {
        return repository.champion().orElseThrow().champion();
    }

    private String championId() {
        return champion().members().get(0).checkpointId();
    }

    @Test
    void theFirstCheckpointBecomesChampionWithItsReason() {
        Candidate first = Candidate.real("first", 0.4);
        StoredManifest published = first.publish(repository);

        PromotionDecision decision = promoter.promoteIfBetter(published, PromotionMode.AUTO);

        assertThat(decision.promote()).isTrue();
        assertThat(champion().members()).containsExactly(published.asSoleMember());
        assertThat(champion().reason()).isEqualTo(decision.reason());
        assertThat(champion().promotedBy()).isEqualTo("automatic");
        assertThat(champion().promotedAt()).isEqualTo(NOW);
        assertThat(champion().automaticPromotion()).isTrue();
    }

    @Test
    void theChampionDoesNotMoveForAWorseOrAnEqualCandidate() {
        offer(Candidate.real("first", 0.6));

        PromotionDecision worse = offer(Candidate.real("worse", 0.5));
        PromotionDecision equal = offer(Candidate.real("equal", 0.6));

        assertThat(worse.rule()).isEqualTo(Rule.NOT_BETTER);
        assertThat(equal.rule()).isEqualTo(Rule.NOT_BETTER);
        assertThat(championId()).endsWith("first");
    }

    @Test
    void theChampionDoesNotMoveForABetterFigureOnTheSyntheticSample() {
        offer(Candidate.real("first", 0.3));

        PromotionDecision decision = offer(Candidate.real("sample", 0.99).synthetic());

        assertThat(decision.rule()).isEqualTo(Rule.SYNTHETIC_NEVER_OVER_REAL);
        assertThat(championId()).endsWith("first");
    }

    @Test
    void aBetterCandidateMovesTheChampionAndTheHistoryKeepsBoth() {
        offer(Candidate.real("first", 0.5));
        offer(Candidate.real("better", 0.6));

        assertThat(championId()).endsWith("better");
        assertThat(repository.history())
                .extracting(c -> c.members().get(0).checkpointId())
                .containsExactlyInAnyOrder(
                        Candidate.real("better", 0).id().toString(),
                        Candidate.real("first", 0).id().toString());
    }

    @Test
    void afterARollbackOnlyPromotionByHandMovesTheChampionAndSwitchesAutomaticPromotionOn() {
        Candidate old = Candidate.real("oldone", 0.4);
        offer(old);
        rollBackTo(old);
        Candidate better = Candidate.real("better", 0.6);

        PromotionDecision automatic = offer(better);
        String afterAutomatic = championId();
        PromotionDecision byHand = promoter.promote(better.id(), "Ada");

        assertThat(automatic.rule()).isEqualTo(Rule.AUTOMATIC_PROMOTION_OFF);
        assertThat(afterAutomatic).endsWith("oldone");
        assertThat(byHand.rule()).isEqualTo(Rule.BY_HAND);
        assertThat(championId()).endsWith("better");
        assertThat(champion().promotedBy()).isEqualTo("operator");
        assertThat(champion().reason()).contains("Ada").contains(old.id().toString());
        assertThat(champion().automaticPromotion()).isTrue();
        assertThat(offer(Candidate.real("best", 0.7)).promote()).isTrue();
    }

    @Test
    void promotionByHandMayChooseAWorseCheckpoint() {
        offer(Candidate.real("first", 0.6));
        Candidate worse = Candidate.real("worse", 0.1);
        worse.publish(repository);

        promoter.promote(worse.id(), "Ada");

        assertThat(championId()).endsWith("worse");
    }

    @Test
    void promotionByHandOfAnUnknownAnUnpromotableOrADamagedCheckpointIsRefused() {
        offer(Candidate.real("first", 0.6));
        Candidate unpromotable = Candidate.real("noway", 0.9).notPromotable();
        unpromotable.publish(repository);
        Candidate damaged = Candidate.real("broken", 0.9);
        damaged.publish(repository);
        ArtifactKey weights = store.list(ArtifactKey.of("checkpoints")).stream()
                .map(info -> info.key())
                .filter(key -> key.value().contains("broken/weights"))
                .findFirst()
                .orElseThrow();
        store.put(weights, "other weights".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> promoter.promote(Candidate.real("nobody", 1).id(), "Ada"))
                .isInstanceOfSatisfying(
                        PromotionRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_CHECKPOINT))
                .hasMessageContaining("nobody");
        assertThatThrownBy(() -> promoter.promote(unpromotable.id(), "Ada"))
                .isInstanceOfSatisfying(
                        PromotionRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.NOT_PROMOTABLE));
        assertThatThrownBy(() -> promoter.promote(damaged.id(), "Ada"))
                .isInstanceOfSatisfying(
                        PromotionRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.UNUSABLE_CHECKPOINT));
        assertThat(championId()).endsWith("first");
    }

    @Test
    void aMalformedPointerIsLeftAloneAutomaticallyAndReplacedByHand() {
        store.put(POINTER, "{".getBytes(StandardCharsets.UTF_8));
        Candidate candidate = Candidate.real("repair", 0.6);

        PromotionDecision decision = offer(candidate);

        assertThat(decision.rule()).isEqualTo(Rule.CHAMPION_UNREADABLE);
        promoter.promote(candidate.id(), "Ada");
        assertThat(championId()).endsWith("repair");
    }

    @Test
    void aChampionWithoutManifestIsLeftAloneAutomatically() {
        Champion gone = Candidate.pointer(true, Candidate.real("gone", 0.1).id().toString());
        repository.moveChampion(gone, Optional.empty());

        assertThat(offer(Candidate.real("better", 0.9)).rule()).isEqualTo(Rule.CHAMPION_UNREADABLE);
        assertThat(championId()).endsWith("gone");
    }

    @Test
    void aPromoterWhoLosesTheRaceToABetterOneLeavesItThere() {
        offer(Candidate.real("first", 0.5));
        StoredManifest best = Candidate.real("best", 0.8).publish(repository);
        StoredManifest good = Candidate.real("good", 0.7).publish(repository);
        InterruptedStore interrupted = new InterruptedStore(
                store,
                () -> assertThat(promoter.promoteIfBetter(best, PromotionMode.AUTO)
                                .promote())
                        .isTrue());

        PromotionDecision decision =
                promoter(new CheckpointRepository(interrupted)).promoteIfBetter(good, PromotionMode.AUTO);

        assertThat(interrupted.lostWrites()).isEqualTo(1);
        assertThat(decision.rule()).isEqualTo(Rule.NOT_BETTER);
        assertThat(decision.championId()).endsWith("best");
        assertThat(championId()).endsWith("best");
    }

    @Test
    void aPromoterWhoLosesTheRaceToAWorseOneDisplacesIt() {
        offer(Candidate.real("first", 0.5));
        StoredManifest best = Candidate.real("best", 0.8).publish(repository);
        StoredManifest good = Candidate.real("good", 0.7).publish(repository);
        InterruptedStore interrupted = new InterruptedStore(
                store,
                () -> assertThat(promoter.promoteIfBetter(good, PromotionMode.AUTO)
                                .promote())
                        .isTrue());

        PromotionDecision decision =
                promoter(new CheckpointRepository(interrupted)).promoteIfBetter(best, PromotionMode.AUTO);

        assertThat(interrupted.lostWrites()).isEqualTo(1);
        assertThat(decision.promote()).isTrue();
        assertThat(decision.championId()).endsWith("good");
        assertThat(championId()).endsWith("best");
    }

    @Test
    void racingPromotersEndWithTheBestCandidate() throws Exception {
        List<StoredManifest> candidates = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            candidates.add(
                    Candidate.real("race" + i, 0.3 + 0.05 * ((i * 5) % 8)).publish(repository));
        }
        ExecutorService threads = Executors.newFixedThreadPool(candidates.size());
        try {
            CyclicBarrier start = new CyclicBarrier(candidates.size());
            List<Future<PromotionDecision>> decisions = new ArrayList<>();
            for (StoredManifest candidate : candidates) {
                decisions.add(threads.submit(() -> {
                    start.await();
                    return promoter(new CheckpointRepository(store)).promoteIfBetter(candidate, PromotionMode.AUTO);
                }));
            }
            for (Future<PromotionDecision> decision : decisions) {
                assertThat(decision.get().rule()).isIn(Rule.FIRST_CHAMPION, Rule.BETTER, Rule.NOT_BETTER);
            }
        } finally {
            threads.shutdownNow();
        }

        // (i * 5) % 8 = 7 for i = 3.
        assertThat(championId()).endsWith("race3");
    }

    private void rollBackTo(Candidate candidate) {
        Champion now = champion();
        Champion rolledBack = new Champion(
                now.schemaVersion(), now.members(), "Rolled back to " + candidate.id(), "rollback", NOW, false);
        repository.moveChampion(rolledBack, repository.championTag());
    }
}
