package org.dermoscope.architecture;

import ai.djl.nn.Block;
import java.util.Map;
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
        ConvolutionSpec spec = ConvolutionSpec.valid(3, width, 3, 3);
        return new ClassificationNetwork(
                Map.of("features", new ConvBatchNormRelu(spec, options, true)),
                new LinearHead(new Convolution(ConvolutionSpec.valid(width, LesionClass.COUNT, 1, 1)), true));
    }
}
