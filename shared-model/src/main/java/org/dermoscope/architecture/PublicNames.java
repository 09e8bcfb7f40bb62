package org.dermoscope.architecture;

import java.util.Map;
import java.util.Set;

/**
 * How public files of pretrained weights name a network's parameters.
 *
 * @param byParameter the file's name of every parameter outside of the classifier, by the network's own
 * @param classifier the file's names of what belongs to its own classifier, which has other classes
 * @param former the present names of tensors by those that older files have for them
 * @param positions parameters {@code (C, h, w)} with one vector for each place of an image, which files have as {@code [1, 1
 *     + n * n, C]}: one for a class token, and those of a square grid, which is resized to the network's
 */
public record PublicNames(
        Map<String, String> byParameter, Set<String> classifier, Map<String, String> former, Set<String> positions) {
    public PublicNames {
        byParameter = Map.copyOf(byParameter);
        classifier = Set.copyOf(classifier);
        former = Map.copyOf(former);
        positions = Set.copyOf(positions);
    }

    /** Without positions. */
    public PublicNames(Map<String, String> byParameter, Set<String> classifier, Map<String, String> former) {
        this(byParameter, classifier, former, Set.of());
    }

    /** Without older files. */
    public PublicNames(Map<String, String> byParameter, Set<String> classifier) {
        this(byParameter, classifier, Map.of());
    }
}
