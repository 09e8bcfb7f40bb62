package org.dermoscope.wire;

import java.util.List;

/**
 * What each part of an image contributes to one class, exactly: bias and contributions sum to the logit.
 *
 * @param classCode of the class that is explained
 * @param logit of that class, before temperature and softmax
 * @param contributions {@code [row][column]}, the image divided evenly; above 0 speaks for the class, below 0 against it
 * @param overlayPng the image at the network's input size with the contributions over it, PNG in base64: red speaks for
 *     the class, blue against it
 */
public record EvidenceMap(
        String classCode,
        String className,
        int classIndex,
        double logit,
        double bias,
        List<List<Double>> contributions,
        String overlayPng) {
    public EvidenceMap {
        contributions = contributions.stream().map(List::copyOf).toList();
    }
}
