package org.dermoscope.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Collects the nodes that blocks describe. Names a node after the blocks that it is in. Not thread-safe.
 */
public final class GraphBuilder {
    private final List<Node> nodes = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Deque<String> scope = new ArrayDeque<>();

    /** Nodes that the description adds belong to a block of this name. Returns what it returns. */
    public String within(String block, Supplier<String> description) {
        scope.addLast(block);
        try {
            return description.get();
        } finally {
            scope.removeLast();
        }
    }

    /** The blocks that are being described, from the outermost: {@code block1/first}. */
    public String path() {
        return String.join("/", scope);
    }

    /** Returns the output's name. */
    public String convolution(String input, Kernel kernel, ConvolutionGeometry geometry, Activation activation) {
        return add(new Node.Convolution(name("convolution"), input, kernel, geometry, activation));
    }

    /** Returns the output's name. */
    public String addition(String first, String second) {
        return add(new Node.Addition(name("addition"), first, second));
    }

    /** Of 2x2 positions with stride 2. Returns the output's name. */
    public String maxPooling(String input) {
        return maxPooling(input, 2, 2, 0);
    }

    /** See {@link Node.MaxPooling}. Returns the output's name. */
    public String maxPooling(String input, int size, int stride, int padding) {
        return add(new Node.MaxPooling(name("pooling"), input, size, stride, padding));
    }

    /** Returns the output's name. */
    public String concatenation(List<String> inputs) {
        return add(new Node.Concatenation(name("concatenation"), inputs));
    }

    /** See {@link Node.ConstantAddition}. Returns the output's name. */
    public String constantAddition(String input, float[] values) {
        return add(new Node.ConstantAddition(name("constant_addition"), input, values));
    }

    /** Returns the output's name. */
    public String gelu(String input) {
        return add(new Node.Gelu(name("gelu"), input));
    }

    /** See {@link Node.LayerNormalization}. Returns the output's name. */
    public String layerNormalization(String input, float[] gamma, float[] beta, double epsilon) {
        return add(new Node.LayerNormalization(name("normalization"), input, gamma, beta, epsilon));
    }

    /** See {@link Node.Attention}. Returns the output's name. */
    public String attention(String input, int heads) {
        return add(new Node.Attention(name("attention"), input, heads));
    }

    public List<Node> nodes() {
        return List.copyOf(nodes);
    }

    private String add(Node node) {
        nodes.add(node);
        return node.output();
    }

    private String name(String operation) {
        String base = scope.isEmpty() ? operation : path() + "/" + operation;
        String name = base;
        for (int i = 2; !names.add(name); i++) {
            name = base + "_" + i;
        }
        return name;
    }
}
