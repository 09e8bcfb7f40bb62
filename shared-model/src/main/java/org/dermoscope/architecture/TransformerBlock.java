package org.dermoscope.architecture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.List;
import org.dermoscope.graph.GraphBuilder;

/**
 * A layer of a transformer with its normalisations before what they are for (Dosovitskiy et al., 2021): attention of all
 * positions with all, then two dense layers with GELU between them at each position, each added to what it is computed from.
 * Runs as one operator. In training either is left out for some images ({@link StochasticDepth}).
 *
 * <p>Only the dense layers and the attention take the options' precision: the sums and the normalisations are float32.
 */
final class TransformerBlock extends ImageBlock {
    private static final int FP32 = Precision.FP32.typeCode();

    private final Spec spec;
    private final LayerNorm norm1;
    private final Convolution qkv;
    private final Convolution proj;
    private final LayerNorm norm2;
    private final Convolution expand;
    private final Convolution reduce;
    private final ScriptedOperator trainingStep;
    private final ScriptedOperator evaluation;

    /**
     * @param channels of input and output, a multiple of the heads
     * @param heads of the attention
     * @param inner channels between the two dense layers
     * @param dropRate share of images that a training step takes past the attention, and past the dense layers, in [0, 1)
     */
    record Spec(int channels, int heads, int inner, double dropRate) {}

    TransformerBlock(Spec spec, NetworkOptions options) {
        this.spec = spec;
        int channels = spec.channels();
        norm1 = addChildBlock("norm1", new LayerNorm(channels));
        qkv = addChildBlock("qkv", dense(channels, 3 * channels));
        proj = addChildBlock("proj", dense(channels, channels));
        norm2 = addChildBlock("norm2", new LayerNorm(channels));
        expand = addChildBlock("expand", dense(channels, spec.inner()));
        reduce = addChildBlock("reduce", dense(spec.inner(), channels));
        trainingStep = operator(options.precision().typeCode(), spec.dropRate());
        evaluation = operator(FP32, 0);
    }

    /** At each position. */
    private static Convolution dense(int in, int out) {
        return new Convolution(ConvolutionSpec.valid(in, out, 1, 1));
    }

    private ScriptedOperator operator(int type, double dropRate) {
        int channels = spec.channels();
        List<String> inputs = new ArrayList<>(List.of("z"));
        inputs.addAll(LayerNorm.inputs("norm1_"));
        inputs.addAll(List.of("qkv_kernel", "qkv_bias", "proj_kernel", "proj_bias"));
        inputs.addAll(LayerNorm.inputs("norm2_"));
        inputs.addAll(List.of("expand_kernel", "expand_bias", "reduce_kernel", "reduce_bias"));
        List<String> body = new ArrayList<>(List.of(
                "n = torch.size(z, 0)",
                "h = torch.size(z, 2)",
                "w = torch.size(z, 3)",
                "x = torch.reshape(torch.permute(torch.to(z, " + FP32 + "), [0, 2, 3, 1]), [n, -1, " + channels + "])",
                norm1.statement("norm1_"),
                linear("qkv", type),
                "y = torch.reshape(y, [n, -1, 3, " + spec.heads() + ", " + channels / spec.heads() + "])",
                "y = torch.permute(y, [2, 0, 3, 1, 4])",
                "y = torch.scaled_dot_product_attention(torch.select(y, 0, 0), torch.select(y, 0, 1), "
                        + "torch.select(y, 0, 2), None, 0., False)",
                "y = torch.reshape(torch.transpose(y, 1, 2), [n, -1, " + channels + "])",
                linear("proj", type)));
        body.addAll(sum(dropRate));
        body.addAll(List.of(norm2.statement("norm2_"), linear("expand", type), "y = torch.gelu(y)"));
        body.add(linear("reduce", type));
        body.addAll(sum(dropRate));
        body.add("return torch.permute(torch.reshape(x, [n, h, w, " + channels + "]), [0, 3, 1, 2])");
        return ScriptedOperator.of(inputs, body);
    }

    private static String linear(String name, int type) {
        return "y = torch.linear(torch.to(y, " + type + "), torch.to(torch.flatten(" + name + "_kernel, 1), " + type
                + "), torch.to(" + name + "_bias, " + type + "))";
    }

    private static List<String> sum(double dropRate) {
        List<String> statements = new ArrayList<>();
        if (dropRate > 0) {
            statements.addAll(StochasticDepth.scale("x", 3, dropRate));
            statements.add("y = torch.mul(y, scale)");
        }
        statements.add("x = torch.add(x, y)");
        return statements;
    }

    @Override
    protected NDArray apply(ParameterStore parameters, NDArray input, boolean training) {
        return (training ? trainingStep : evaluation).apply(operands(parameters, input, training));
    }

    @Override
    protected String describe(GraphBuilder graph, String input) {
        String normalized = graph.within("norm1", () -> norm1.describe(graph, input));
        String parts = graph.within("qkv", () -> qkv.describe(graph, normalized));
        String attended = graph.attention(parts, spec.heads());
        String first = graph.addition(input, graph.within("proj", () -> proj.describe(graph, attended)));
        String again = graph.within("norm2", () -> norm2.describe(graph, first));
        String wide = graph.gelu(graph.within("expand", () -> expand.describe(graph, again)));
        return graph.addition(first, graph.within("reduce", () -> reduce.describe(graph, wide)));
    }

    @Override
    protected Shape outputShape(Shape input) {
        return input;
    }
}
