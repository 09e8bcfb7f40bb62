package org.dermoscope.prune;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.CheckpointRepository;

/**
 * Checkpoints that are kept however old they are, by id.
 *
 * @param champions members of the pointer
 * @param history members of the last champions, the present one included
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

    /** @throws CheckpointRejectedException if the pointer is malformed, so that nobody can say what it protects */
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
        return new Protection(champions, history, pinned);
    }

    /** Why a checkpoint is kept whatever its age, in a set that may be changed; empty if nothing protects it. */
    Set<KeepReason> of(CheckpointId id) {
        Set<KeepReason> reasons = EnumSet.noneOf(KeepReason.class);
        if (champions.contains(id.toString())) {
            reasons.add(KeepReason.CHAMPION);
        }
        if (history.contains(id.toString())) {
            reasons.add(KeepReason.HISTORY);
        }
        if (pinned.contains(id.toString())) {
            reasons.add(KeepReason.PINNED);
        }
        return reasons;
    }

    private static List<String> ids(Champion champion) {
        return champion.members().stream().map(Champion.Member::checkpointId).toList();
    }
}
