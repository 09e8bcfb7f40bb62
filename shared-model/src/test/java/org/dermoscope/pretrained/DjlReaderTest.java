package org.dermoscope.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dermoscope.pretrained.PretrainedFiles.named;

import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dermoscope.checkpoint.RandomWeights;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DjlReaderTest {
    @TempDir
    Path folder;

    private byte[] file = new byte[0];
    private List<float[]> values = List.of();

    /** Blocks with each kind of what DJL writes of them. */
    @BeforeEach
    void save() throws IOException {
        Block block = new SequentialBlock()
                .add(Linear.builder().setUnits(3).build())
                .add(new SequentialBlock().add(BatchNorm.builder().build()))
                .add(Linear.builder().setUnits(2).optBias(false).build());
        try (Model model = Model.newInstance("tiny", "PyTorch");
                NDManager manager = NDManager.newBaseManager("PyTorch")) {
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 4));
            RandomWeights.fill(block, 1);
            model.setBlock(block);
            model.setDataType(DataType.FLOAT32);
            model.save(folder, "tiny");
            values = block.getParameters().values().stream()
                    .map(parameter -> parameter.getArray().toFloatArray())
                    .toList();
        }
        file = Files.readAllBytes(folder.resolve("tiny-0000.params"));
    }

    @Test
    void readsParametersInTheirOrder() {
        StateDictionary dictionary = StateDictionaryReader.read(file);

        assertThat(dictionary.named()).isFalse();
        assertThat(dictionary.tensors().keySet())
                .containsExactly(
                        "#0 weight", "#1 bias", "#2 gamma", "#3 beta", "#4 runningMean", "#5 runningVar", "#6 weight");
        assertThat(named(dictionary.tensors(), "#0 weight").describe()).isEqualTo("float32[3, 4]");
        assertThat(dictionary.tensors().values().stream().map(StateTensor::values))
                .containsExactlyElementsOf(values);
    }

    @Test
    void aDamagedFileIsReadOrRefused() {
        for (int i = 0; i < file.length; i++) {
            byte[] damaged = file.clone();
            damaged[i] ^= (byte) 0x80;
            refuses(damaged);
        }
        List<Integer> cuts = IntStream.range(4, file.length)
                .filter(length -> refuses(Arrays.copyOf(file, length)))
                .boxed()
                .toList();
        assertThat(cuts).hasSizeGreaterThan(file.length / 2).contains(file.length - 1);
    }

    @Test
    void anotherTypeIsRefusedByName() throws IOException {
        byte[] other = new String(file, StandardCharsets.ISO_8859_1)
                .replace("DENSE\0\7FLOAT32", "DENSE\0\7FLOAT64")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> StateDictionaryReader.read(other))
                .isInstanceOf(WeightsRefusedException.class)
                .hasMessageContaining("'FLOAT64'");
    }

    private static boolean refuses(byte[] damaged) {
        try {
            StateDictionaryReader.read(damaged).tensors().values().forEach(StateTensor::values);
            return false;
        } catch (WeightsRefusedException e) {
            return true;
        }
    }
}
