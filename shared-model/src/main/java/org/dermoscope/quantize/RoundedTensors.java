package org.dermoscope.quantize;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dermoscope.graph.InferenceGraph;
import org.dermoscope.graph.Node;

/**
 * Which tensors of a graph are rounded to 8 bits where they are made: what convolutions make, and what is convolved, pooled
 * or concatenated. A sum is rounded only if its readers want it so, so that the sums that a transformer's normalisations
 * read, whose channels differ in size by orders of magnitude, stay as they are.
 */
final class RoundedTensors {
    private RoundedTensors() {}

    /** In the graph's order. */
    static List<String> of(InferenceGraph graph) {
        List<Node> backward = new ArrayList<>(graph.backbone());
        Collections.reverse(backward);
        Set<String> wanted = new HashSet<>();
        List<String> rounded = new ArrayList<>();
        for (Node node : backward) {
            boolean keepsScale = node instanceof Node.MaxPooling || node instanceof Node.Concatenation;
            boolean convolution = node instanceof Node.Convolution;
            boolean rounds = !keepsScale && (convolution || wanted.contains(node.output()));
            if (rounds) {
                rounded.add(node.output());
            }
            if (keepsScale || convolution || rounds && node instanceof Node.Addition) {
                wanted.addAll(node.inputs());
            }
        }
        Collections.reverse(rounded);
        return rounded;
    }
}
