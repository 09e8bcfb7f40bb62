package org.dermoscope.architecture;

import ai.djl.nn.Block;
import java.util.ArrayList;
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
import org.dermoscope.graph.TensorSize;
import org.dermoscope.imaging.NormalizationStats;

/**
 * EfficientNet-Lite (Tan and Le, 2019; without squeeze and excitation, with ReLU6, as TensorFlow publishes it for small
 * devices): a stem of stride 2, seven stages of {@link InvertedResidual}s, a 1x1 convolution to 1280 channels, and the mean
 * over the positions.
 */
final class EfficientNetLite implements Architecture {
    /** Of fine-tuned convolutional networks. */
    static final AugmentationSpec AUGMENTATION =
            new AugmentationSpec(180, 0.12, 0.6, 0.1, 0.1, true, true, false, 0.2, 0.2, 0.1, 0.2);

    private static final int STEM = 32;
    private static final int FEATURES = 1280;
    private static final double DROPOUT = 0.3;
    /** Of the last block; those before it have less in proportion to their place. */
    private static final double DROP_RATE = 0.2;

    private static final List<Stage> STAGES = List.of(
            new Stage(1, 3, 1, 1, 16),
            new Stage(2, 3, 2, 6, 24),
            new Stage(2, 5, 2, 6, 40),
            new Stage(3, 3, 2, 6, 80),
            new Stage(3, 5, 1, 6, 112),
            new Stage(4, 5, 2, 6, 192),
            new Stage(1, 3, 1, 6, 320));

    private record Stage(int blocks, int size, int stride, int expansion, int channels) {}

    private final int variant;
    private final double width;
    private final double depth;
    private final InputSize input;

    private EfficientNetLite(int variant, double width, double depth, InputSize input) {
        this.variant = variant;
        this.width = width;
        this.depth = depth;
        this.input = input;
    }

    static EfficientNetLite lite0() {
        return new EfficientNetLite(0, 1.0, 1.0, new InputSize(144, 192));
    }

    static EfficientNetLite lite1() {
        return new EfficientNetLite(1, 1.0, 1.1, new InputSize(168, 224));
    }

    static EfficientNetLite lite2() {
        return new EfficientNetLite(2, 1.1, 1.2, new InputSize(192, 256));
    }

    @Override
    public String id() {
        return "efficientnet-lite" + variant;
    }

    @Override
    public String description() {
        return "EfficientNet-Lite" + variant + ", fine-tuned from ImageNet";
    }

    @Override
    public InputSize input() {
        return input;
    }

    /** What the public weights were trained with: {@code (x - 127) / 128}. */
    @Override
    public Optional<NormalizationStats> normalization() {
        return Optional.of(NormalizationStats.pooled(127, 128));
    }

    /** Fine-tuning: half an epoch for the classifier alone, then all layers, those of the backbone more slowly. */
    @Override
    public TrainingRecipe recipe() {
        return new TrainingRecipe(
                15,
                32,
                0.99,
                OptimizerSpec.adamW(0.002, 0.05),
                ScheduleSpec.cosine(1, 1e-5),
                AUGMENTATION,
                new ImbalanceSpec(Kind.LOGIT_ADJUSTMENT, 1, 2, 0.65),
                0.05,
                new MixupSpec(0, 0.5),
                new WeightAverageSpec(true, 0.998),
                new EarlyStoppingSpec(false, 10),
                FineTuningSpec.pretrained(0.5, 0.3));
    }

    /** From random weights: the sample needs none that were imported. */
    @Override
    public TrainingRecipe sampleRecipe() {
        return TrainingRecipe.ofSample(0.001);
    }

    @Override
    public Block newNetwork(NetworkOptions options) {
        Map<String, ImageBlock> blocks = new LinkedHashMap<>();
        TensorSize size = new TensorSize(3, input.height(), input.width());
        NormalizedConvolution stem = new NormalizedConvolution(
                new Kernel.Size(STEM, 3, 3, 3),
                new ConvolutionGeometry(2, Padding.same(size.height(), size.width(), 3, 2), 1),
                Activation.RELU6,
                options);
        blocks.put("stem", stem);
        size = new TensorSize(STEM, half(size.height()), half(size.width()));
        List<InvertedResidual.Spec> specs = blocks();
        for (int i = 0; i < specs.size(); i++) {
            InvertedResidual.Spec spec = specs.get(i);
            blocks.put("block" + (i + 1), new InvertedResidual(spec, size, options));
            boolean halves = spec.stride() == 2;
            size = new TensorSize(
                    spec.channels(),
                    halves ? half(size.height()) : size.height(),
                    halves ? half(size.width()) : size.width());
        }
        blocks.put(
                "features",
                new NormalizedConvolution(
                        new Kernel.Size(FEATURES, size.channels(), 1, 1),
                        ConvolutionGeometry.dense(0),
                        Activation.RELU6,
                        options));
        blocks.put("dropout", Dropout.ofChannels(DROPOUT));
        return new ClassificationNetwork(blocks, LinearHead.averagingWithBias(FEATURES));
    }

    private static int half(int size) {
        return (size + 1) / 2;
    }

    /** With the variant's width and depth; stem, features and the depth of the first and the last stage are all variants'. */
    private List<InvertedResidual.Spec> blocks() {
        int all = 0;
        for (Stage stage : STAGES) {
            all += count(stage);
        }
        List<InvertedResidual.Spec> specs = new ArrayList<>();
        for (Stage stage : STAGES) {
            for (int b = 0; b < count(stage); b++) {
                specs.add(new InvertedResidual.Spec(
                        channels(stage.channels()),
                        stage.expansion(),
                        stage.size(),
                        b == 0 ? stage.stride() : 1,
                        DROP_RATE * (specs.size() + 1) / all));
            }
        }
        return specs;
    }

    private int count(Stage stage) {
        boolean outermost = stage.equals(STAGES.get(0)) || stage.equals(STAGES.get(STAGES.size() - 1));
        return outermost ? stage.blocks() : (int) Math.ceil(depth * stage.blocks());
    }

    /** Rounded to a multiple of 8, and not below nine tenths. */
    private int channels(int channels) {
        double scaled = channels * width;
        int rounded = Math.max(8, (int) (scaled + 4) / 8 * 8);
        return rounded < 0.9 * scaled ? rounded + 8 : rounded;
    }

    /** Those of the package efficientnet_lite_pytorch. */
    @Override
    public Optional<PublicNames> publicNames() {
        Map<String, String> names = new LinkedHashMap<>();
        put(names, "01stem", "_conv_stem", "_bn0");
        List<InvertedResidual.Spec> specs = blocks();
        for (int i = 0; i < specs.size(); i++) {
            String ours = String.format("%02dblock%d_", i + 2, i + 1);
            String theirs = "_blocks." + i + ".";
            int child = 1;
            if (specs.get(i).expansion() != 1) {
                put(names, ours + "0" + child++ + "expand", theirs + "_expand_conv", theirs + "_bn0");
            }
            put(names, ours + "0" + child++ + "depthwise", theirs + "_depthwise_conv", theirs + "_bn1");
            put(names, ours + "0" + child + "project", theirs + "_project_conv", theirs + "_bn2");
        }
        put(names, String.format("%02dfeatures", specs.size() + 2), "_conv_head", "_bn1");
        return Optional.of(new PublicNames(names, Set.of("_fc.weight", "_fc.bias")));
    }

    private static void put(Map<String, String> names, String block, String convolution, String normalization) {
        names.put(block + "_gamma", normalization + ".weight");
        names.put(block + "_beta", normalization + ".bias");
        names.put(block + "_running_mean", normalization + ".running_mean");
        names.put(block + "_running_var", normalization + ".running_var");
        names.put(block + "_kernel", convolution + ".weight");
    }
}
