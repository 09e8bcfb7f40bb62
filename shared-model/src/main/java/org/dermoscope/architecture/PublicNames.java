package org.dermoscope.architecture;

import java.util.Map;
import java.util.Set;

/**
 * How public files of pretrained weights name a network's parameters.
 *
 * @param byParameter the file's name of every parameter outside of the classifier, by the network's own
 * @param classifier the file's names of what belongs to its own classifier, which has other classes
 * @param former the present names of tensors by those that older files have for them
 */
public record PublicNames(Map<String, String> byParameter, Set<String> classifier, Map<String, String> former) {
    public PublicNames {
        byParameter = Map.copyOf(byParameter);
        classifier = Set.copyOf(classifier);
        former = Map.copyOf(former);
    }

    /** Without older files. */
    public PublicNames(Map<String, String> byParameter, Set<String> classifier) {
        this(byParameter, classifier, Map.of());
    }
}
