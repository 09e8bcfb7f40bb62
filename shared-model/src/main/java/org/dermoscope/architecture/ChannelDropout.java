package org.dermoscope.architecture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.util.List;
import org.dermoscope.graph.GraphBuilder;

/**
 * In training sets whole channels of an image to zero at random and scales the others, so that the mean stays (Tompson et
 * al., Efficient Object Localization Using Convolutional Networks, 2015); otherwise leaves its input as it is. Before a mean
 * over the positions it is dropout of the features, which single values would be averaged out of.
 */
final class ChannelDropout extends ImageBlock {
    private final ScriptedOperator training;

    /** @param rate share of channels that become zero, in [0, 1) */
    ChannelDropout(double rate) {
        training = ScriptedOperator.of(List.of("x"), List.of("return torch.feature_dropout(x, " + rate + ", True)"));
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
