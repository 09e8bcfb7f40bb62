package org.dermoscope.architecture;

import ai.djl.nn.Block;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dermoscope.architecture.ImbalanceSpec.Kind;
import org.dermoscope.graph.TensorSize;
import org.dermoscope.imaging.NormalizationStats;

/**
 * DeiT-Tiny (Touvron et al., 2021), the smallest of the usual Vision Transformers: patches of 16x16 pixels, twelve
 * {@link TransformerBlock}s of 192 channels and three heads, and a normalisation.
 *
 * <p>The features are those of the patches, and their mean is classified; there is no class token. So each patch's
 * contribution to a logit is exact, as in the other networks with a mean. Attention carries what it found elsewhere into it:
 * the contributions say at which place the network sums evidence up, less sharply than in a convolutional network.
 */
final class VisionTransformer implements Architecture {
    private static final int PATCH = 16;
    private static final int CHANNELS = 192;
    private static final int DEPTH = 12;
    private static final int HEADS = 3;
    private static final int INNER = 4 * CHANNELS;
    /** Of the last block; those before it have less in proportion to their place. */
    private static final double DROP_RATE = 0.1;

    @Override
    public String id() {
        return "deit-tiny";
    }

    @Override
    public String description() {
        return "Vision Transformer DeiT-Tiny, fine-tuned from ImageNet";
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

    /** As for {@link EfficientNetLite}, at a quarter of the rate and with a longer warm-up, as transformers need. */
    @Override
    public TrainingRecipe recipe() {
        return new TrainingRecipe(
                16,
                32,
                0.99,
                OptimizerSpec.adamW(0.0005, 0.05),
                ScheduleSpec.cosine(1, 1e-6),
                new AugmentationSpec(45, 0.25, 0, 0.05, 0.05, true, true, true, 0.2, 0.2, 0.1, 0),
                new ImbalanceSpec(Kind.LOGIT_ADJUSTMENT, 1, 2, 0.9),
                0.05,
                new MixupSpec(0.2, 0),
                new WeightAverageSpec(true, 0.998),
                new EarlyStoppingSpec(false, 10),
                FineTuningSpec.pretrained(0.5, 0.4));
    }

    /** From random weights: the sample needs none that were imported. */
    @Override
    public TrainingRecipe sampleRecipe() {
        return TrainingRecipe.ofSample(0.0005);
    }

    @Override
    public Block newNetwork(NetworkOptions options) {
        Map<String, ImageBlock> blocks = new LinkedHashMap<>();
        TensorSize patches = new TensorSize(CHANNELS, input().height() / PATCH, input().width() / PATCH);
        blocks.put("patches", new PatchEmbedding(PATCH, patches, options));
        for (int i = 1; i <= DEPTH; i++) {
            double dropRate = DROP_RATE * (i - 1) / (DEPTH - 1);
            blocks.put(
                    "block" + i,
                    new TransformerBlock(new TransformerBlock.Spec(CHANNELS, HEADS, INNER, dropRate), options));
        }
        blocks.put("norm", new LayerNorm(CHANNELS));
        return new ClassificationNetwork(blocks, LinearHead.averagingWithBias(CHANNELS));
    }

    /**
     * Those of timm and of the authors' own files, without distillation. The class token is left out with the classifier,
     * and the positions of 14x14 patches are resized to ours.
     */
    @Override
    public Optional<PublicNames> publicNames() {
        String positions = "01patches_positions";
        Map<String, String> names = new LinkedHashMap<>();
        names.put("01patches_kernel", "patch_embed.proj.weight");
        names.put("01patches_bias", "patch_embed.proj.bias");
        names.put(positions, "pos_embed");
        for (int i = 0; i < DEPTH; i++) {
            String ours = String.format("%02dblock%d_", i + 2, i + 1);
            String theirs = "blocks." + i + ".";
            normalization(names, ours + "01norm1", theirs + "norm1");
            dense(names, ours + "02qkv", theirs + "attn.qkv");
            dense(names, ours + "03proj", theirs + "attn.proj");
            normalization(names, ours + "04norm2", theirs + "norm2");
            dense(names, ours + "05expand", theirs + "mlp.fc1");
            dense(names, ours + "06reduce", theirs + "mlp.fc2");
        }
        normalization(names, String.format("%02dnorm", DEPTH + 2), "norm");
        return Optional.of(
                new PublicNames(names, Set.of("cls_token", "head.weight", "head.bias"), Map.of(), Set.of(positions)));
    }

    private static void normalization(Map<String, String> names, String ours, String theirs) {
        names.put(ours + "_gamma", theirs + ".weight");
        names.put(ours + "_beta", theirs + ".bias");
    }

    private static void dense(Map<String, String> names, String ours, String theirs) {
        names.put(ours + "_kernel", theirs + ".weight");
        names.put(ours + "_bias", theirs + ".bias");
    }
}
