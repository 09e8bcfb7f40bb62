package org.dermoscope.architecture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import org.dermoscope.taxonomy.LesionClass;

/** A network of a few hundred parameters, with running statistics, for tests that need any network. */
public final class TinyArchitecture implements Architecture {
    private final int width;

    public TinyArchitecture() {
        this(6);
    }

    /** @param width channels of its one hidden layer; architectures of two widths are two architectures of one id */
    public TinyArchitecture(int width) {
        this.width = width;
    }

    @Override
    public String id() {
        return "tiny";
    }

    @Override
    public String description() {
        return "One convolution of width " + width;
    }

    @Override
    public InputSize input() {
        return new InputSize(24, 32);
    }

    @Override
    public TrainingRecipe recipe() {
        return new SequentialCnn().recipe();
    }

    @Override
    public TrainingRecipe sampleRecipe() {
        return new SequentialCnn().sampleRecipe();
    }

    @Override
    public Block newNetwork(NetworkOptions options) {
        return new Network(width, options);
    }

    private static final class Network extends ImageBlock {
        private final ConvBatchNormRelu features;
        private final Convolution logits;

        Network(int width, NetworkOptions options) {
            features = addChildBlock(
                    "features", new ConvBatchNormRelu(ConvolutionSpec.valid(3, width, 3, 3), options, true));
            logits = addChildBlock("logits", new Convolution(ConvolutionSpec.valid(width, LesionClass.COUNT, 1, 1)));
        }

        @Override
        protected NDArray apply(ParameterStore parameters, NDArray input, boolean training) {
            try (NDArray hidden = features.apply(parameters, input, training);
                    NDArray maps = logits.apply(parameters, hidden, training)) {
                return Pool.globalAvgPool2d(maps);
            }
        }

        @Override
        protected Shape outputShape(Shape input) {
            return new Shape(input.get(0), LesionClass.COUNT);
        }
    }
}
