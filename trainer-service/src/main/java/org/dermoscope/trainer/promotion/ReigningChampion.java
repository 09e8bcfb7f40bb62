package org.dermoscope.trainer.promotion;

import java.util.List;
import java.util.stream.Collectors;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.Manifest;

/**
 * The champion with what is known of its members.
 *
 * @param members manifests of the pointer's members, in its order; fewer than the pointer names when some cannot be read
 */
public record ReigningChampion(Champion pointer, List<Manifest> members) {
    public ReigningChampion {
        members = List.copyOf(members);
        if (members.size() > pointer.members().size()) {
            throw new IllegalArgumentException("A champion of "
                    + pointer.members().size() + " members has at most as many manifests, got " + members.size());
        }
    }

    String ids() {
        return pointer.members().stream().map(Champion.Member::checkpointId).collect(Collectors.joining(", "));
    }

    boolean readable() {
        return members.size() == pointer.members().size();
    }

    boolean synthetic() {
        return members.stream().allMatch(m -> m.data().synthetic());
    }

    boolean leaky() {
        return members.stream().anyMatch(m -> m.data().leaky());
    }

    boolean isSolely(Manifest candidate) {
        return ids().equals(candidate.id());
    }
}
