package org.dermoscope.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TorchReaderTest {
    @ParameterizedTest
    @ValueSource(strings = {"archive.pth", "stream.pth"})
    void readsWhatPyTorchWrote(String file) {
        StateDictionary dictionary = StateDictionaryReader.read(PretrainedFiles.bytes(file));

        assertThat(dictionary.named()).isTrue();
        assertThat(dictionary.tensors())
                .containsOnlyKeys(
                        "whole", "part", "transposed", "parameter", "half", "bfloat", "scalar", "empty", "counter");
        assertTensor(
                dictionary, "whole", "float32[3, 4]", 0, .25f, .5f, .75f, 1, 1.25f, 1.5f, 1.75f, 2, 2.25f, 2.5f, 2.75f);
        assertTensor(dictionary, "part", "float32[2, 2]", 1.5f, 1.75f, 2, 2.25f);
        assertTensor(
                dictionary,
                "transposed",
                "float32[4, 3]",
                0,
                1,
                2,
                .25f,
                1.25f,
                2.25f,
                .5f,
                1.5f,
                2.5f,
                .75f,
                1.75f,
                2.75f);
        assertTensor(dictionary, "parameter", "float32[2]", -1.5f, 2.5f);
        assertTensor(dictionary, "half", "float16[5]", 1.5f, -0.33300781f, 65504, 5.9604645e-8f, 0);
        assertTensor(dictionary, "bfloat", "bfloat16[3]", 1.5f, -0.33203125f, 3.0040553e38f);
        assertTensor(dictionary, "scalar", "float32[]", 0.25f);
        assertTensor(dictionary, "empty", "float32[0, 3]");
        assertTensor(dictionary, "counter", "int64[]", 7);
    }

    private static void assertTensor(StateDictionary dictionary, String name, String description, float... values) {
        StateTensor tensor = dictionary.tensors().get(name);
        assertThat(tensor).as(name).isNotNull();
        assertThat(tensor.describe()).as(name).isEqualTo(description);
        assertThat(tensor.values()).as(name).containsExactly(values);
    }

    @ParameterizedTest
    @ValueSource(strings = {"module.pth", "nested.pth"})
    void readsTheStateOfAModule(String file) {
        StateDictionary dictionary = StateDictionaryReader.read(PretrainedFiles.bytes(file));

        assertThat(dictionary.tensors())
                .containsOnlyKeys(
                        "0.weight",
                        "0.bias",
                        "1.weight",
                        "1.bias",
                        "1.running_mean",
                        "1.running_var",
                        "1.num_batches_tracked");
        assertTensor(dictionary, "1.running_var", "float32[2]", 1, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "os-system-archive.pth, posix.system",
        "os-system-stream.pth, posix.system",
        "eval.pth, __builtin__.eval",
        "import.pth, __builtin__.__import__",
        "whole-module.pth, torch.nn.modules.linear.Linear",
        "double.pth, torch.DoubleStorage",
    })
    void whatIsNoDataIsRefusedByName(String file, String name) {
        assertThatThrownBy(() -> StateDictionaryReader.read(PretrainedFiles.bytes(file)))
                .isInstanceOf(WeightsRefusedException.class)
                .hasMessageContaining("'" + name + "'")
                .hasMessageContaining("torch._utils._rebuild_tensor_v2");
    }

    @Test
    void anInstructionThatPyTorchDoesNotWriteIsRefused() {
        assertThatThrownBy(() -> StateDictionaryReader.read(PretrainedFiles.bytes("bare-pickle.pth")))
                .isInstanceOf(WeightsRefusedException.class)
                .hasMessageContaining("the instruction 0x95");
    }

    @Test
    void whatIsNoStateDictionaryIsRefused() {
        assertThatThrownBy(() -> StateDictionaryReader.read(PretrainedFiles.bytes("training-state.pth")))
                .isInstanceOf(WeightsRefusedException.class)
                .hasMessageContaining("'model' is no tensor");
    }

    /** Whatever the damage, the file is read or refused, and never anything else thrown. */
    @ParameterizedTest
    @ValueSource(strings = {"archive.pth", "stream.pth"})
    void aDamagedFileIsReadOrRefused(String file) {
        byte[] whole = PretrainedFiles.bytes(file);
        int refused = 0;
        for (int i = 0; i < whole.length; i++) {
            for (int flip : new int[] {0x01, 0x80}) {
                byte[] damaged = whole.clone();
                damaged[i] ^= (byte) flip;
                refused += refuses(damaged) ? 1 : 0;
            }
        }
        assertThat(refused).isGreaterThan(whole.length / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"archive.pth", "stream.pth"})
    void aFileThatIsCutOffAnywhereIsRefused(String file) {
        byte[] whole = PretrainedFiles.bytes(file);
        List<Integer> accepted = IntStream.range(0, whole.length)
                .filter(length -> !refuses(Arrays.copyOf(whole, length)))
                .boxed()
                .toList();
        assertThat(accepted).isEmpty();
    }

    private static boolean refuses(byte[] file) {
        try {
            StateDictionaryReader.read(file).tensors().values().forEach(StateTensor::values);
            return false;
        } catch (WeightsRefusedException e) {
            assertThat(e.getMessage()).isNotBlank();
            return true;
        }
    }
}
