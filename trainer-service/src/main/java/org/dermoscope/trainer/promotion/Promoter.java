package org.dermoscope.trainer.promotion;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.ChampionPointer;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.EnsembleId;
import org.dermoscope.checkpoint.StoredEnsemble;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.store.StoreException;
import org.dermoscope.trainer.run.RunConfig.PromotionMode;

/**
 * Moves the champion pointer by conditional write: whoever loses a race looks at the new champion and decides again, so
 * that the best of several candidates ends up there. Thread-safe, and safe between processes on one store.
 *
 * <p>Every method throws {@link StoreException} when the store cannot be reached or fails.
 */
public final class Promoter {
    /** Each lost attempt means that somebody else's succeeded, so that this is reached only under a storm of moves. */
    private static final int ATTEMPTS = 100;

    private static final String AUTOMATIC = "automatic";
    private static final String OPERATOR = "operator";

    private final CheckpointRepository repository;
    private final Clock clock;
    private final PromotionPolicy policy = new PromotionPolicy();

    public Promoter(CheckpointRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /**
     * Makes a published checkpoint champion if the {@link PromotionPolicy} says so. The decision tells either way why.
     *
     * @param mode of the run that trained it
     */
    public PromotionDecision promoteIfBetter(StoredManifest candidate, PromotionMode mode) {
        return promoteIfBetter(Contender.of(candidate), mode);
    }

    /** As {@link #promoteIfBetter(StoredManifest, PromotionMode)}, of an ensemble. */
    public PromotionDecision promoteIfBetter(StoredEnsemble candidate, PromotionMode mode) {
        return promoteIfBetter(Contender.of(candidate), mode);
    }

    private PromotionDecision promoteIfBetter(Contender candidate, PromotionMode mode) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            PointerView view = view();
            PromotionDecision decision = decide(candidate, mode, view);
            if (!decision.promote() || move(candidate, view, AUTOMATIC, decision.reason())) {
                return decision;
            }
        }
        return policy.lostRace(candidate, ATTEMPTS);
    }

    /**
     * Makes a checkpoint champion whatever its figures, after verifying all its objects, and switches automatic
     * promotion on again. A pointer that cannot be read is replaced.
     *
     * @param operator who asks for it, for the history
     * @throws PromotionRefusedException if the checkpoint is unknown, unusable or not promotable
     */
    public PromotionDecision promote(CheckpointId id, String operator) {
        return promote(Contender.of(requirePromotable(id)), operator);
    }

    /**
     * As {@link #promote(CheckpointId, String)}, of an ensemble, after verifying all objects of its members.
     *
     * @throws PromotionRefusedException if the ensemble is unknown or unusable
     */
    public PromotionDecision promote(EnsembleId id, String operator) {
        return promote(Contender.of(requireUsable(id)), operator);
    }

    private PromotionDecision promote(Contender candidate, String operator) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            PointerView view = view();
            PromotionDecision decision =
                    policy.byHand(candidate, operator, view.champion().orElse(null));
            if (move(candidate, view, OPERATOR, decision.reason())) {
                return decision;
            }
        }
        throw new PromotionRefusedException(
                PromotionRefusedException.Reason.LOST_RACE,
                "The champion was moved by others " + ATTEMPTS + " times while '" + candidate.id()
                        + "' was being promoted; try again");
    }

    private PromotionDecision decide(Contender candidate, PromotionMode mode, PointerView view) {
        return view.problem().isPresent()
                ? policy.decideAgainstUnreadable(candidate, mode, view.problem().get())
                : policy.decide(candidate, mode, view.champion().orElse(null));
    }

    private boolean move(Contender candidate, PointerView seen, String promotedBy, String reason) {
        Champion next = candidate.champion(reason, promotedBy, clock.instant());
        return repository.moveChampion(next, seen.tag()).isPresent();
    }

    private StoredManifest requirePromotable(CheckpointId id) {
        Checkpoint checkpoint;
        try {
            checkpoint = repository.open(id);
        } catch (CheckpointRejectedException e) {
            throw e.reason() == CheckpointRejectedException.Reason.NOT_FOUND
                    ? new PromotionRefusedException(
                            PromotionRefusedException.Reason.UNKNOWN_CHECKPOINT, "Unknown checkpoint '" + id + "'")
                    : new PromotionRefusedException(
                            PromotionRefusedException.Reason.UNUSABLE_CHECKPOINT,
                            "Checkpoint '" + id + "' cannot be promoted: " + e.getMessage());
        }
        if (!checkpoint.manifest().promotable()) {
            throw new PromotionRefusedException(
                    PromotionRefusedException.Reason.NOT_PROMOTABLE,
                    "Checkpoint '" + id + "' is marked as not promotable; only promotable checkpoints become champion");
        }
        return checkpoint.stored();
    }

    private StoredEnsemble requireUsable(EnsembleId id) {
        try {
            if (repository.ensembles().find(id).isEmpty()) {
                throw new PromotionRefusedException(
                        PromotionRefusedException.Reason.UNKNOWN_ENSEMBLE, "Unknown ensemble '" + id + "'");
            }
            return repository.ensembles().open(id).stored();
        } catch (CheckpointRejectedException e) {
            throw new PromotionRefusedException(
                    PromotionRefusedException.Reason.UNUSABLE_ENSEMBLE,
                    "Ensemble '" + id + "' cannot be promoted: " + e.getMessage());
        }
    }

    private PointerView view() {
        // The tag first: if the pointer moves in between, the conditional write fails and everything is read again.
        Optional<String> tag = repository.championTag();
        try {
            Optional<ChampionPointer> pointer = repository.champion();
            return new PointerView(
                    pointer.map(ChampionPointer::entityTag),
                    pointer.map(ChampionPointer::champion).map(c -> new ReigningChampion(c, contenders(c))),
                    Optional.empty());
        } catch (CheckpointRejectedException e) {
            return new PointerView(tag, Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private List<Contender> contenders(Champion champion) {
        List<Contender> contenders = new ArrayList<>();
        if (champion.ensemble() != null) {
            find(champion.ensemble()).map(Contender::of).ifPresent(contenders::add);
            return contenders;
        }
        for (Champion.Member member : champion.members()) {
            find(member).map(Contender::of).ifPresent(contenders::add);
        }
        return contenders;
    }

    /** Empty where it cannot be used for comparison, for whatever reason. */
    private Optional<StoredEnsemble> find(Champion.EnsembleReference reference) {
        try {
            return repository
                    .ensembles()
                    .find(EnsembleId.parse(reference.id()))
                    .filter(stored -> stored.reference().equals(reference));
        } catch (CheckpointRejectedException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Empty where the member cannot be used for comparison, for whatever reason. */
    private Optional<StoredManifest> find(Champion.Member member) {
        try {
            return repository
                    .find(CheckpointId.parse(member.checkpointId()))
                    .filter(found -> found.sha256().equals(member.manifestSha256()));
        } catch (CheckpointRejectedException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * What the pointer was when it was looked at.
     *
     * @param problem why it cannot be read; there is no champion then
     */
    private record PointerView(Optional<String> tag, Optional<ReigningChampion> champion, Optional<String> problem) {}
}
