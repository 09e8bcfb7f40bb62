package org.dermoscope.architecture;

import ai.djl.nn.Block;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dermoscope.architecture.ImbalanceSpec.Kind;
import org.dermoscope.graph.Activation;
import org.dermoscope.graph.ConvolutionGeometry;
import org.dermoscope.graph.Kernel;
import org.dermoscope.graph.Padding;
import org.dermoscope.imaging.NormalizationStats;

/**
 * DenseNet-121 (Huang et al., 2017): a 7x7 convolution and 3x3 max pooling, both of stride 2, then four blocks of 6, 12, 24
 * and 16 layers, each of which adds 32 channels to all before it, with {@link DenseTransition}s between them.
 */
final class DenseNet implements Architecture {
    private static final int STEM = 64;
    private static final int GROWTH = 32;
    private static final int INNER = 128;
    private static final List<Integer> LAYERS = List.of(6, 12, 24, 16);
    private static final double EPSILON = 1e-5;

    @Override
    public String id() {
        return "densenet121";
    }

    @Override
    public String description() {
        return "DenseNet-121, fine-tuned from ImageNet";
    }

    @Override
    public InputSize input() {
        return new InputSize(144, 192);
    }

    /** What the public weights were trained with, ImageNet's. */
    @Override
    public Optional<NormalizationStats> normalization() {
        return Optional.of(new NormalizationStats(
                List.of(0.485 * 255, 0.456 * 255, 0.406 * 255), List.of(0.229 * 255, 0.224 * 255, 0.225 * 255)));
    }

    /** As for {@link EfficientNetLite}, at half the rate: its layers have no activation that bounds what they add. */
    @Override
    public TrainingRecipe recipe() {
        return new TrainingRecipe(
                12,
                32,
                0.99,
                OptimizerSpec.adamW(0.001, 0.02),
                ScheduleSpec.cosine(0.5, 1e-5),
                EfficientNetLite.AUGMENTATION,
                new ImbalanceSpec(Kind.LOGIT_ADJUSTMENT, 1, 2, 0.8),
                0.05,
                MixupSpec.OFF,
                new WeightAverageSpec(true, 0.998),
                new EarlyStoppingSpec(false, 10),
                FineTuningSpec.pretrained(0.5, 0.4));
    }

    /** From random weights: the sample needs none that were imported. */
    @Override
    public TrainingRecipe sampleRecipe() {
        return TrainingRecipe.ofSample(0.001);
    }

    @Override
    public Block newNetwork(NetworkOptions given) {
        NetworkOptions options = given.withBatchNormEpsilon(EPSILON);
        Map<String, ImageBlock> blocks = new LinkedHashMap<>();
        ConvolutionGeometry halving = new ConvolutionGeometry(2, Padding.even(3), 1);
        blocks.put(
                "stem", new NormalizedConvolution(new Kernel.Size(STEM, 3, 7, 7), halving, Activation.RELU, options));
        blocks.put("pooling", new MaxPooling(3, 2, 1));
        int channels = STEM;
        for (int block = 1; block <= LAYERS.size(); block++) {
            for (int layer = 1; layer <= LAYERS.get(block - 1); layer++) {
                DenseLayer.Spec spec = new DenseLayer.Spec(channels, INNER, GROWTH);
                blocks.put("dense" + block + "_" + layer, new DenseLayer(spec, options));
                channels += GROWTH;
            }
            if (block < LAYERS.size()) {
                blocks.put("transition" + block, new DenseTransition(channels, options));
                channels /= 2;
            }
        }
        blocks.put("norm", new BatchNormRelu(channels, options));
        return new ClassificationNetwork(blocks, LinearHead.averagingWithBias(channels));
    }

    /** Those of torchvision, and those that its published file has instead. */
    @Override
    public Optional<PublicNames> publicNames() {
        Names names = new Names();
        names.block("stem").convolution("", "features.conv0").normalization("", "features.norm0");
        for (int block = 1; block <= LAYERS.size(); block++) {
            for (int layer = 1; layer <= LAYERS.get(block - 1); layer++) {
                String theirs = "features.denseblock" + block + ".denselayer" + layer + ".";
                names.block("dense" + block + "_" + layer)
                        .normalization("01norm_", theirs + "norm1")
                        .convolution("02narrow_", theirs + "conv1")
                        .normalization("02narrow_", theirs + "norm2")
                        .convolution("03grow_", theirs + "conv2");
            }
            if (block < LAYERS.size()) {
                String theirs = "features.transition" + block + ".";
                names.block("transition" + block)
                        .normalization("01norm_", theirs + "norm")
                        .convolution("02narrow_", theirs + "conv");
            }
        }
        names.block("norm").normalization("", "features.norm5");
        return Optional.of(
                new PublicNames(names.byParameter, Set.of("classifier.weight", "classifier.bias"), names.former()));
    }

    /** Puts together a table of names, block after block. */
    private static final class Names {
        private final Map<String, String> byParameter = new LinkedHashMap<>();
        private int blocks;
        private String block = "";

        Names block(String name) {
            blocks++;
            block = String.format("%02d%s_", blocks, name);
            return this;
        }

        Names convolution(String ours, String theirs) {
            byParameter.put(block + ours + "kernel", theirs + ".weight");
            return this;
        }

        Names normalization(String ours, String theirs) {
            byParameter.put(block + ours + "gamma", theirs + ".weight");
            byParameter.put(block + ours + "beta", theirs + ".bias");
            byParameter.put(block + ours + "running_mean", theirs + ".running_mean");
            byParameter.put(block + ours + "running_var", theirs + ".running_var");
            return this;
        }

        /** {@code denselayer1.norm.1.weight} for {@code denselayer1.norm1.weight}. */
        Map<String, String> former() {
            Map<String, String> former = new LinkedHashMap<>();
            for (String name : byParameter.values()) {
                if (name.contains("denselayer")) {
                    former.put(name.replaceAll("\\.(norm|conv)([12])\\.", ".$1.$2."), name);
                }
            }
            return former;
        }
    }
}
