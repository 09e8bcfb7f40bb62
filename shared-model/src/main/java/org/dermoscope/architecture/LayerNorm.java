package org.dermoscope.architecture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.List;
import org.dermoscope.graph.GraphBuilder;

/** Normalises the channels of each position (Ba et al., 2016), in float32 always. Parameters in order: gamma, beta. */
final class LayerNorm extends ImageBlock {
    private static final double EPSILON = 1e-6;

    private final int channels;
    private final Parameter gamma;
    private final Parameter beta;
    private final ScriptedOperator operator;

    LayerNorm(int channels) {
        this.channels = channels;
        gamma = addParameter(vector("gamma", Parameter.Type.GAMMA));
        beta = addParameter(vector("beta", Parameter.Type.BETA));
        List<String> names = new ArrayList<>(List.of("z"));
        names.addAll(inputs(""));
        operator = ScriptedOperator.of(
                names,
                List.of(
                        "x = torch.permute(torch.to(z, " + Precision.FP32.typeCode() + "), [0, 2, 3, 1])",
                        statement(""),
                        "return torch.permute(y, [0, 3, 1, 2])"));
    }

    private Parameter vector(String name, Parameter.Type type) {
        return Parameter.builder()
                .setName(name)
                .setType(type)
                .optShape(new Shape(channels))
                .build();
    }

    /** Names of this block's tensors in {@link #statement}, in the order of its parameters. */
    static List<String> inputs(String prefix) {
        return List.of(prefix + "gamma", prefix + "beta");
    }

    /** TorchScript that makes {@code y} of {@code x}, both float32 with the channels as the last dimension. */
    String statement(String prefix) {
        return "y = torch.layer_norm(x, [" + channels + "], " + prefix + "gamma, " + prefix + "beta, " + EPSILON
                + ", False)";
    }

    @Override
    protected NDArray apply(ParameterStore parameters, NDArray input, boolean training) {
        return operator.apply(operands(parameters, input, training));
    }

    @Override
    protected String describe(GraphBuilder graph, String input) {
        return graph.layerNormalization(
                input, gamma.getArray().toFloatArray(), beta.getArray().toFloatArray(), EPSILON);
    }

    @Override
    protected Shape outputShape(Shape input) {
        return input;
    }
}
