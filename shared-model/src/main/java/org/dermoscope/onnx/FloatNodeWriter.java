package org.dermoscope.onnx;

import static org.dermoscope.onnx.OnnxModelBuilder.attribute;
import static org.dermoscope.onnx.OnnxModelBuilder.attributes;

import java.util.List;
import org.dermoscope.graph.Node;
import org.dermoscope.graph.TensorSize;
import org.dermoscope.graph.UnsupportedBlockException;

/**
 * Writes nodes of one input that compute in float32 in every form.
 *
 * @param model receives them
 */
record FloatNodeWriter(OnnxModelBuilder model) {
    /**
     * @param input float32, the node's input
     * @param size of the output
     */
    void write(Node node, String input, TensorSize size) {
        if (node instanceof Node.ConstantAddition addition) {
            String values = model.floats(node.output() + "/values", addition.values(), size.shape());
            model.node("Add", node.output(), List.of(input, values));
        } else if (node instanceof Node.Gelu) {
            gelu(node.output(), input);
        } else if (node instanceof Node.LayerNormalization normalization) {
            write(normalization, input);
        } else if (node instanceof Node.Attention attention) {
            write(attention, input, size);
        } else {
            throw new UnsupportedBlockException(
                    "Node '" + node.output() + "' of type " + node.getClass().getSimpleName() + " has no form in ONNX");
        }
    }

    /** In the order of operations that runtimes know and replace by one. */
    private void gelu(String name, String input) {
        String root = model.floats(name + "/root", new float[] {(float) Math.sqrt(2)});
        String one = model.floats(name + "/one", new float[] {1});
        String half = model.floats(name + "/half", new float[] {0.5f});
        String scaled = model.node("Div", name + "/scaled", List.of(input, root));
        String erf = model.node("Erf", name + "/erf", List.of(scaled));
        String raised = model.node("Add", name + "/raised", List.of(erf, one));
        String product = model.node("Mul", name + "/product", List.of(input, raised));
        model.node("Mul", name, List.of(product, half));
    }

    /** ONNX normalises over the last dimensions. */
    private void write(Node.LayerNormalization node, String input) {
        String name = node.output();
        String last = model.node("Transpose", name + "/last", List.of(input), attributes("perm", 0, 2, 3, 1));
        String gamma = model.floats(name + "/gamma", node.gamma(), node.gamma().length);
        String beta = model.floats(name + "/beta", node.beta(), node.beta().length);
        String normalized = model.node(
                "LayerNormalization",
                name + "/normalized",
                List.of(last, gamma, beta),
                attribute("axis", -1),
                attribute("epsilon", (float) node.epsilon()));
        model.node("Transpose", name, List.of(normalized), attributes("perm", 0, 3, 1, 2));
    }

    /** Queries, keys and values are {@code (N, heads, channels, positions)}. */
    private void write(Node.Attention node, String input, TensorSize size) {
        String name = node.output();
        int heads = node.heads();
        int channels = size.channels() / heads;
        String byHeadShape = model.int64(name + "/by_head_shape", 0, 3L * heads, channels, -1);
        String byHead = model.node("Reshape", name + "/by_head", List.of(input, byHeadShape));
        String query = slice(name + "/query", byHead, 0, heads);
        String key = slice(name + "/key", byHead, heads, 2 * heads);
        String value = slice(name + "/value", byHead, 2 * heads, 3 * heads);
        String factor = model.floats(name + "/factor", new float[] {(float) (1 / Math.sqrt(channels))});
        String scaled = model.node("Mul", name + "/scaled", List.of(query, factor));
        String products =
                model.node("MatMul", name + "/products", List.of(transposed(name + "/query_positions", scaled), key));
        String shares = model.node("Softmax", name + "/shares", List.of(products), attribute("axis", -1));
        String sums = model.node("MatMul", name + "/sums", List.of(value, transposed(name + "/shares_of_key", shares)));
        String shape = model.int64(name + "/shape", 0, size.channels(), size.height(), size.width());
        model.node("Reshape", name, List.of(sums, shape));
    }

    private String slice(String name, String input, long from, long to) {
        return model.node(
                "Slice",
                name,
                List.of(
                        input,
                        model.int64(name + "/from", from),
                        model.int64(name + "/to", to),
                        model.int64(name + "/axis", 1)));
    }

    private String transposed(String name, String input) {
        return model.node("Transpose", name, List.of(input), attributes("perm", 0, 1, 3, 2));
    }
}
