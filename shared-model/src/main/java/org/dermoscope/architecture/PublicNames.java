package org.dermoscope.architecture;

import java.util.Map;
import java.util.Set;

/**
 * How public files of pretrained weights name a network's parameters.
 *
 * @param byParameter the file's name of every parameter outside of the classifier, by the network's own
 * @param classifier the file's names of what belongs to its own classifier, which has other classes
 */
public record PublicNames(Map<String, String> byParameter, Set<String> classifier) {
    public PublicNames {
        byParameter = Map.copyOf(byParameter);
        classifier = Set.copyOf(classifier);
    }
}
