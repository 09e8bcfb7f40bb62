package org.dermoscope.architecture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.util.List;
import org.dermoscope.graph.GraphBuilder;

/**
 * In training sets a random part of its input to zero and scales the rest, so that the mean stays (Srivastava et al., 2014);
 * otherwise leaves its input as it is.
 */
final class Dropout extends ImageBlock {
    private static final int DRAWS = 1 << 15;

    private final ScriptedOperator training;

    private Dropout(ScriptedOperator training) {
        this.training = training;
    }

    /**
     * Of single values. Draws 15 bits a value, two values from each number of the native generator: drawing a number a value
     * would take a twentieth of a training step.
     *
     * @param rate share of values that become zero, rounded to a multiple of 2^-15
     */
    static Dropout ofValues(double rate, NetworkOptions options) {
        int type = options.precision().typeCode();
        long kept = Math.round((1 - rate) * DRAWS);
        return new Dropout(ScriptedOperator.of(
                List.of("x"),
                List.of(
                        "n = torch.numel(x)",
                        "half = torch.floordiv(torch.add(n, 1), 2)",
                        "numbers = torch.random_(torch.empty([half], dtype=3, device=ops.prim.device(x)))",
                        "low = torch.lt(torch.bitwise_and(numbers, " + (DRAWS - 1) + "), " + kept + ")",
                        "high = torch.lt(torch.bitwise_right_shift(numbers, 16), " + kept + ")",
                        "keep = torch.slice(torch.cat([low, high]), 0, 0, n)",
                        "mask = torch.mul_(torch.to(keep, " + type + "), " + (double) DRAWS / kept + ")",
                        "shape = [torch.size(x, 0), torch.size(x, 2), torch.size(x, 3), torch.size(x, 1)]",
                        "return torch.mul(x, torch.permute(torch.view(mask, shape), [0, 3, 1, 2]))")));
    }

    /**
     * Of whole channels of an image (Tompson et al., Efficient Object Localization Using Convolutional Networks, 2015).
     * Before a mean over the positions it is dropout of the features, which single values would be averaged out of.
     *
     * @param rate share of channels that become zero, in [0, 1)
     */
    static Dropout ofChannels(double rate) {
        return new Dropout(
                ScriptedOperator.of(List.of("x"), List.of("return torch.feature_dropout(x, " + rate + ", True)")));
    }

    /** Returns the input itself, not a copy, outside of training. */
    @Override
    protected NDArray apply(ParameterStore parameters, NDArray input, boolean isTraining) {
        return isTraining ? training.apply(List.of(input)) : input;
    }

    @Override
    protected String describe(GraphBuilder graph, String input) {
        return input;
    }

    @Override
    protected Shape outputShape(Shape input) {
        return input;
    }
}
