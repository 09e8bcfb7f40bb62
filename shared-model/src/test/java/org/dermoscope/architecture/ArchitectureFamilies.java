package org.dermoscope.architecture;

import java.util.List;
import java.util.Set;

/** For tests that take long for each architecture. */
public final class ArchitectureFamilies {
    private static final Set<String> LARGER = Set.of("efficientnet-lite1", "efficientnet-lite2");

    private ArchitectureFamilies() {}

    /** All that are listed, without the larger variants of one of them. */
    public static List<Architecture> smallest() {
        return Architectures.all().stream()
                .filter(architecture -> !LARGER.contains(architecture.id()))
                .toList();
    }
}
