package org.dermoscope.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.dermoscope.pretrained.PretrainedFiles.named;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.Architectures;
import org.dermoscope.checkpoint.FloatTensor;
import org.dermoscope.checkpoint.RandomWeights;
import org.dermoscope.checkpoint.WeightsCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names and shapes of timm's deit_tiny_patch16_224, with values drawn at random. */
class VisionTransformerImportTest {
    private static final Architecture ARCHITECTURE = Architectures.byId("deit-tiny");
    private static final int CHANNELS = 192;
    private static final int ROWS = 9;
    private static final int COLUMNS = 12;

    @TempDir
    Path folder;

    private final Random random = new Random(4);

    private Map<String, FloatTensor> published() {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        tensors.put("cls_token", tensor(1, 1, CHANNELS));
        tensors.put("pos_embed", tensor(1, 197, CHANNELS));
        pair(tensors, "patch_embed.proj", CHANNELS, 3, 16, 16);
        for (int i = 0; i < 12; i++) {
            String block = "blocks." + i + ".";
            pair(tensors, block + "norm1", CHANNELS);
            pair(tensors, block + "attn.qkv", 3 * CHANNELS, CHANNELS);
            pair(tensors, block + "attn.proj", CHANNELS, CHANNELS);
            pair(tensors, block + "norm2", CHANNELS);
            pair(tensors, block + "mlp.fc1", 4 * CHANNELS, CHANNELS);
            pair(tensors, block + "mlp.fc2", CHANNELS, 4 * CHANNELS);
        }
        pair(tensors, "norm", CHANNELS);
        pair(tensors, "head", 1000, CHANNELS);
        return tensors;
    }

    private void pair(Map<String, FloatTensor> tensors, String name, long... shape) {
        tensors.put(name + ".weight", tensor(shape));
        tensors.put(name + ".bias", tensor(shape[0]));
    }

    private FloatTensor tensor(long... shape) {
        float[] values = new float[(int) LongStream.of(shape).reduce(1, Math::multiplyExact)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * 0.1f;
        }
        return new FloatTensor(LongStream.of(shape).boxed().toList(), values);
    }

    private PretrainedWeights read(Map<String, FloatTensor> tensors) throws IOException {
        Path file = Files.write(folder.resolve("deit.safetensors"), WeightsCodec.encodeValues(tensors));
        return PretrainedImport.read(
                file, ARCHITECTURE, new PretrainedImport.Origin(Optional.empty(), "Apache-2.0", Instant.EPOCH));
    }

    @Test
    void publicWeightsBecomeThoseOfTheBackbone() throws IOException {
        Map<String, FloatTensor> published = published();
        PretrainedWeights imported = read(published);
        assertThat(imported.info().leftOut()).containsExactly("cls_token", "head.bias", "head.weight");
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Block network = RandomWeights.network(ARCHITECTURE, manager);
            WeightsCodec.loadBackbone(imported.weights(), network);
            Map<String, String> pairs = Map.of(
                    "01patches_kernel", "patch_embed.proj.weight",
                    "02block1_01norm1_beta", "blocks.0.norm1.bias",
                    "07block6_02qkv_kernel", "blocks.5.attn.qkv.weight",
                    "07block6_02qkv_bias", "blocks.5.attn.qkv.bias",
                    "13block12_05expand_kernel", "blocks.11.mlp.fc1.weight",
                    "13block12_06reduce_kernel", "blocks.11.mlp.fc2.weight",
                    "14norm_gamma", "norm.weight");
            pairs.forEach((ours, theirs) -> assertThat(
                            network.getParameters().get(ours).getArray().toFloatArray())
                    .isEqualTo(named(published, theirs).values()));
        }
    }

    /** A function that is linear in both directions stays so, between the outermost centres of the square grid's cells. */
    @Test
    void thePositionsOfASquareGridAreResized() throws IOException {
        Map<String, FloatTensor> tensors = published();
        float[] positions = new float[197 * CHANNELS];
        positions[0] = 1e6f; // the class token's
        for (int row = 0; row < 14; row++) {
            for (int column = 0; column < 14; column++) {
                int first = (1 + row * 14 + column) * CHANNELS;
                positions[first] = (row + 0.5f) / 14;
                positions[first + 1] = (column + 0.5f) / 14;
            }
        }
        tensors.put("pos_embed", new FloatTensor(List.of(1L, 197L, (long) CHANNELS), positions));

        float[] resized = named(
                        StateDictionaryReader.read(read(tensors).weights()).tensors(), "01patches_positions")
                .values();
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                int place = row * COLUMNS + column;
                assertThat(resized[place]).isCloseTo((row + 0.5f) / ROWS, within(1e-6f));
                assertThat(resized[ROWS * COLUMNS + place]).isCloseTo((column + 0.5f) / COLUMNS, within(1e-6f));
                assertThat(resized[2 * ROWS * COLUMNS + place]).isZero();
            }
        }
    }

    @Test
    void positionsOfADistilledNetworkAreRefused() {
        Map<String, FloatTensor> tensors = published();
        tensors.put("pos_embed", tensor(1, 198, CHANNELS));
        tensors.put("dist_token", tensor(1, 1, CHANNELS));
        assertThatThrownBy(() -> read(tensors))
                .isInstanceOf(WeightsRefusedException.class)
                .hasMessage("""
                        The weights do not fit deit-tiny in 2 places:
                          pos_embed is float32[1, 198, 192], expected [1, 1 + n * n, 192] of floating-point numbers, \
                        one row for the class token and one for each place of a square grid
                          dist_token has no place in the network""");
    }
}
