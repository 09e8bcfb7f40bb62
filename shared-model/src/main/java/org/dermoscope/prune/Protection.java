package org.dermoscope.prune;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.EnsembleId;

/**
 * Checkpoints and ensembles that are kept however old they are, by id. An ensemble that is kept keeps its members.
 *
 * @param champions what the pointer names
 * @param history what the last champions were, the present one included
 * @param pinned by hand
 */
public record Protection(Set<String> champions, Set<String> history, Set<String> pinned) {
    /** How many of the last champions are kept, so that there is something to roll back to. */
    public static final int LAST_CHAMPIONS = 5;

    public Protection {
        champions = Set.copyOf(champions);
        history = Set.copyOf(history);
        pinned = Set.copyOf(pinned);
    }

    /**
     * @throws CheckpointRejectedException if the pointer or a pinned ensemble is malformed, so that nobody can say what it
     *     protects
     */
    public static Protection in(CheckpointRepository repository) {
        Set<String> champions = repository.champion().stream()
                .flatMap(pointer -> ids(pointer.champion()).stream())
                .collect(Collectors.toSet());
        Set<String> history = repository.history().stream()
                .map(Protection::ids)
                .distinct()
                .limit(LAST_CHAMPIONS)
                .flatMap(List::stream)
                .collect(Collectors.toSet());
        Set<String> pinned =
                repository.pins().all().stream().map(Object::toString).collect(Collectors.toSet());
        for (EnsembleId id : repository.pins().ensembles()) {
            pinned.add(id.toString());
            repository
                    .ensembles()
                    .find(id)
                    .ifPresent(ensemble ->
                            ensemble.manifest().members().forEach(member -> pinned.add(member.checkpointId())));
        }
        return new Protection(champions, history, pinned);
    }

    /** Why a checkpoint is kept whatever its age, in a set that may be changed; empty if nothing protects it. */
    Set<KeepReason> of(CheckpointId id) {
        return of(id.toString());
    }

    /** As {@link #of(CheckpointId)}. */
    Set<KeepReason> of(EnsembleId id) {
        return of(id.toString());
    }

    private Set<KeepReason> of(String id) {
        Set<KeepReason> reasons = EnumSet.noneOf(KeepReason.class);
        if (champions.contains(id)) {
            reasons.add(KeepReason.CHAMPION);
        }
        if (history.contains(id)) {
            reasons.add(KeepReason.HISTORY);
        }
        if (pinned.contains(id)) {
            reasons.add(KeepReason.PINNED);
        }
        return reasons;
    }

    private static List<String> ids(Champion champion) {
        Stream<String> members = champion.members().stream().map(Champion.Member::checkpointId);
        return champion.ensemble() == null
                ? members.toList()
                : Stream.concat(Stream.of(champion.id()), members).toList();
    }
}
