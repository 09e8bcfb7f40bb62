package org.dermoscope.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.dermoscope.checkpoint.Rejections.assertRejected;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.dermoscope.architecture.Architectures;
import org.dermoscope.architecture.NetworkOptions;
import org.dermoscope.architecture.TinyArchitecture;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WeightsCodecTest {
    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final Block network = RandomWeights.network(new TinyArchitecture(), manager);

    @AfterEach
    void free() {
        manager.close();
    }

    @Test
    void restoresEveryParameterBitForBitRunningStatisticsIncluded() {
        for (var architecture : Architectures.all()) {
            byte[] weights = RandomWeights.of(architecture, 1);
            Block restored = RandomWeights.network(architecture, manager);
            RandomWeights.fill(restored, 2);
            assertThat(WeightsCodec.encode(restored)).isNotEqualTo(weights);
            WeightsCodec.load(weights, restored);
            assertThat(WeightsCodec.encode(restored)).isEqualTo(weights);
        }
    }

    @Test
    void givesEqualBytesForEqualParametersInWhateverMemoryFormat() {
        RandomWeights.fill(network, 3);
        byte[] weights = WeightsCodec.encode(network);
        assertThat(RandomWeights.of(new TinyArchitecture(), 3)).isEqualTo(weights);

        Parameter kernel =
                network.getParameters().get(network.getParameters().size() - 2).getValue();
        float[] values = kernel.getArray().toFloatArray();
        Shape shape = kernel.getArray().getShape();
        NDArray channelsLast =
                manager.create(values, shape).transpose(0, 2, 3, 1).duplicate().transpose(0, 3, 1, 2);
        kernel.getArray().intern(channelsLast);
        assertThat(WeightsCodec.encode(network)).isEqualTo(weights);
    }

    @Test
    void halfAFileHoldsKernelsRoundedToFloat16AndEverythingElseAsItIs() {
        RandomWeights.fill(network, 6);
        Map<String, float[]> before = values(network);
        byte[] half = WeightsCodec.encodeHalf(network);

        WeightsCodec.load(half, network);

        values(network).forEach((name, after) -> {
            float[] original = Objects.requireNonNull(before.get(name));
            if (network.getParameters().get(name).getArray().getShape().dimension() < 2) {
                assertThat(after).isEqualTo(original);
            } else {
                assertThat(after).isNotEqualTo(original);
                for (int i = 0; i < after.length; i++) {
                    // Eleven significant bits, rounded to nearest.
                    assertThat(after[i]).isCloseTo(original[i], within(Math.abs(original[i]) / 2048 + 1e-7f));
                }
            }
        });
        assertThat(WeightsCodec.encodeHalf(network)).isEqualTo(half);
    }

    @Test
    void halfAFileOfAnArchitectureIsHalfAsLong() {
        for (var architecture : Architectures.all()) {
            Block full = RandomWeights.network(architecture, manager);
            RandomWeights.fill(full, 7);
            byte[] half = WeightsCodec.encodeHalf(full);

            assertThat(half.length).isLessThan(WeightsCodec.encode(full).length * 52 / 100);
        }
    }

    @Test
    void halfAFileIsTheSameInWhateverMemoryFormat() {
        RandomWeights.fill(network, 8);
        byte[] half = WeightsCodec.encodeHalf(network);

        for (Parameter parameter : network.getParameters().values()) {
            NDArray array = parameter.getArray();
            if (array.getShape().dimension() == 4) {
                NDArray channelsLast = manager.create(array.toFloatArray(), array.getShape())
                        .transpose(0, 2, 3, 1)
                        .duplicate()
                        .transpose(0, 3, 1, 2);
                array.intern(channelsLast);
            }
        }

        assertThat(WeightsCodec.encodeHalf(network)).isEqualTo(half);
    }

    private static Map<String, float[]> values(Block network) {
        Map<String, float[]> values = new LinkedHashMap<>();
        network.getParameters()
                .forEach(p -> values.put(p.getKey(), p.getValue().getArray().toFloatArray()));
        return values;
    }

    @Test
    void keepsTheArraysAndWhetherTheyAreTrained() {
        byte[] weights = RandomWeights.of(new TinyArchitecture(), 4);
        NDArray[] before = network.getParameters().values().stream()
                .map(Parameter::getArray)
                .toArray(NDArray[]::new);
        boolean[] trained = new boolean[before.length];
        for (int i = 0; i < before.length; i++) {
            trained[i] = before[i].hasGradient();
        }
        int managed = manager.getManagedArrays().size();
        WeightsCodec.load(weights, network);
        for (int i = 0; i < before.length; i++) {
            assertThat(network.getParameters().get(i).getValue().getArray()).isSameAs(before[i]);
            assertThat(before[i].hasGradient()).isEqualTo(trained[i]);
        }
        assertThat(manager.getManagedArrays()).hasSize(managed);
    }

    @Test
    void writesWhatOtherReadersOfTheFormatRead() {
        RandomWeights.fill(network, 5);
        try (NDList read = NDList.decode(manager, WeightsCodec.encode(network))) {
            assertThat(read).hasSize(network.getParameters().size());
            for (NDArray array : read) {
                NDArray own = network.getParameters().get(array.getName()).getArray();
                assertThat(array.getShape()).isEqualTo(own.getShape());
                assertThat(array.toFloatArray()).isEqualTo(own.toFloatArray());
            }
        }
    }

    @Test
    void startsTheDataOnAMultipleOf64Bytes() {
        byte[] weights = WeightsCodec.encode(network);
        long header = ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN).getLong();
        assertThat((8 + header) % 64).isZero();
    }

    @Test
    void listsEverythingThatDoesNotFit() {
        byte[] wider = RandomWeights.of(new TinyArchitecture(8), 1);
        assertRejected(Reason.SHAPE_MISMATCH, () -> WeightsCodec.load(wider, network))
                .hasMessageContaining("conv_kernel is F32[8, 3, 3, 3], expected F32[6, 3, 3, 3]")
                .hasMessageContaining("running_var is F32[8], expected F32[6]")
                .hasMessageContaining("logits_kernel is F32[7, 8, 1, 1], expected F32[7, 6, 1, 1]");
    }

    @Test
    void refusesMissingSurplusAndOtherwiseTypedParameters() {
        byte[] weights = WeightsCodec.encode(network);
        assertRejected(Reason.SHAPE_MISMATCH, () -> WeightsCodec.load(replaced(weights, "gamma", "gamba"), network))
                .hasMessageContaining("gamma is missing, expected F32[6]")
                .hasMessageContaining("gamba is not a parameter of the network");
        assertRejected(Reason.SHAPE_MISMATCH, () -> WeightsCodec.load(replaced(weights, "F32", "I32"), network))
                .hasMessageContaining("is I32[");
    }

    @Test
    void changesNothingUnlessAllFits() {
        RandomWeights.fill(network, 6);
        byte[] before = WeightsCodec.encode(network);
        byte[] other = RandomWeights.of(new TinyArchitecture(), 7);
        ByteBuffer.wrap(other).order(ByteOrder.LITTLE_ENDIAN).putFloat(other.length - Float.BYTES, Float.NaN);
        assertRejected(Reason.WEIGHTS_NOT_FINITE, () -> WeightsCodec.load(other, network))
                .hasMessageContaining("Value 6 of parameter '")
                .hasMessageContaining("NaN");
        assertThat(WeightsCodec.encode(network)).isEqualTo(before);
    }

    @Test
    void refusesInfiniteWeights() {
        byte[] weights = WeightsCodec.encode(network);
        ByteBuffer.wrap(weights)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(weights.length - Float.BYTES, Float.NEGATIVE_INFINITY);
        assertRejected(Reason.WEIGHTS_NOT_FINITE, () -> WeightsCodec.load(weights, network));
    }

    @Test
    void refusesFilesCutAnywhereAndFilesWithAnAppendix() {
        byte[] weights = WeightsCodec.encode(network);
        for (int length : new int[] {0, 7, 8, 20, 500, weights.length - 1, weights.length + 1}) {
            byte[] cut = Arrays.copyOf(weights, length);
            assertRejected(Reason.WEIGHTS_MALFORMED, () -> WeightsCodec.load(cut, network));
        }
    }

    @Test
    void refusesHeadersThatLie() {
        byte[] weights = WeightsCodec.encode(network);
        byte[] huge = weights.clone();
        ByteBuffer.wrap(huge).order(ByteOrder.LITTLE_ENDIAN).putLong(0, Long.MAX_VALUE);
        byte[] negative = weights.clone();
        ByteBuffer.wrap(negative).order(ByteOrder.LITTLE_ENDIAN).putLong(0, -1);
        for (byte[] bad : new byte[][] {
            huge,
            negative,
            replaced(weights, "\"data_offsets\":[0,", "\"data_offsets\":[9,"),
            replaced(weights, "\"data_offsets\":[0,", "\"data_offsets\":[-,"),
            replaced(weights, "\"data_offsets\":[0,", "\"data_offset_\":[0,"),
            replaced(weights, "\"shape\":[6]", "\"shape\":[.]")
        }) {
            assertRejected(Reason.WEIGHTS_MALFORMED, () -> WeightsCodec.load(bad, network));
        }
    }

    @Test
    void refusesToEncodeOtherTypesThanFloat32() {
        Block half = new TinyArchitecture().newNetwork(NetworkOptions.INFERENCE);
        half.initialize(manager, DataType.FLOAT64, new Shape(1, 3, 24, 32));
        assertThatThrownBy(() -> WeightsCodec.encode(half))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("float64");
    }

    private static byte[] replaced(byte[] file, String from, String to) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        assertThat(text).contains(from);
        return text.replaceFirst(Pattern.quote(from), to).getBytes(StandardCharsets.ISO_8859_1);
    }
}
