package org.dermoscope.trainer.promotion;

import java.util.List;
import java.util.stream.Collectors;
import org.dermoscope.checkpoint.Champion;

/**
 * The champion with what is known of it.
 *
 * @param members what the pointer names, in its order; an ensemble is one. Fewer than the pointer names when some cannot be
 *     read
 */
public record ReigningChampion(Champion pointer, List<Contender> members) {
    public ReigningChampion {
        members = List.copyOf(members);
        if (members.size() > named(pointer)) {
            throw new IllegalArgumentException(
                    "A champion of " + named(pointer) + " manifests has at most as many, got " + members.size());
        }
    }

    private static int named(Champion pointer) {
        return pointer.ensemble() == null ? pointer.members().size() : 1;
    }

    String ids() {
        if (pointer.ensemble() != null) {
            return pointer.id();
        }
        return pointer.members().stream().map(Champion.Member::checkpointId).collect(Collectors.joining(", "));
    }

    boolean readable() {
        return members.size() == named(pointer);
    }

    boolean synthetic() {
        return members.stream().allMatch(m -> m.data().synthetic());
    }

    boolean leaky() {
        return members.stream().anyMatch(m -> m.data().leaky());
    }

    boolean isSolely(Contender candidate) {
        return ids().equals(candidate.id());
    }
}
