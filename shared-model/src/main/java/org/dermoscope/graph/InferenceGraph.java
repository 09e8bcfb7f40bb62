package org.dermoscope.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A network's computation outside of training. Nodes are in an order in which they can be run.
 *
 * @param height of the input {@code (N, 3, height, width)}
 * @param width of the input
 * @param backbone from {@link #INPUT} to the features
 * @param features name of the head's input
 */
public record InferenceGraph(int height, int width, List<Node> backbone, String features, Head head) {
    /** Name of the input. */
    public static final String INPUT = "x";

    public InferenceGraph {
        backbone = List.copyOf(backbone);
    }

    /**
     * Of the input or of a node's output.
     *
     * @throws IllegalArgumentException if no tensor has that name
     */
    public TensorSize size(String tensor) {
        TensorSize size = sizes().get(tensor);
        if (size == null) {
            throw new IllegalArgumentException("No tensor '" + tensor + "' in the graph");
        }
        return size;
    }

    private Map<String, TensorSize> sizes() {
        Map<String, TensorSize> sizes = new HashMap<>();
        sizes.put(INPUT, new TensorSize(3, height, width));
        for (Node node : backbone) {
            List<TensorSize> inputs = node.inputs().stream()
                    .map(sizes::get)
                    .map(Objects::requireNonNull)
                    .toList();
            sizes.put(node.output(), node.size(inputs));
        }
        return sizes;
    }
}
