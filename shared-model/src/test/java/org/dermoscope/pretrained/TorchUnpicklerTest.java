package org.dermoscope.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pickles are written here as the instructions that they consist of; see Python's {@code pickletools}. */
class TorchUnpicklerTest {
    private static final String START = "\u0080\u0002";

    private static byte[] pickle(String instructions) {
        return (START + instructions).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Object read(String instructions) {
        return TorchUnpickler.read(new ByteArrayInputStream(pickle(instructions)))
                .value();
    }

    @Test
    void leavesTheStreamBehindThePickle() {
        byte[] two = pickle("K\u0007.K\u0008.");
        ByteArrayInputStream stream = new ByteArrayInputStream(two);
        assertThat(TorchUnpickler.read(stream).value()).isEqualTo(7);
        assertThat(stream.available()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "'cos\nsystem\n(X\1\0\0\0atR.', 'os.system'",
        "'cposix\nsystem\nX\1\0\0\0a\u0085R.', 'posix.system'",
        "'csubprocess\nPopen\n)R.', 'subprocess.Popen'",
        "'ctorch\nload\n)R.', 'torch.load'",
        "'ctorch._utils\n_rebuild_device_tensor_from_numpy\n)R.', 'torch._utils._rebuild_device_tensor_from_numpy'",
        "'cjava.lang\nRuntime\n)R.', 'java.lang.Runtime'",
        "'c__builtin__\nbytearray\n)R.', '__builtin__.bytearray'",
        "'cdatetime\ndatetime\n)R.', 'datetime.datetime'",
    })
    void everyOtherNameIsRefusedByName(String instructions, String name) {
        assertThatThrownBy(() -> read(instructions))
                .isInstanceOf(WeightsRefusedException.class)
                .hasMessageStartingWith("The file names '" + name + "'");
    }

    @Test
    void aNameIsShownWithoutControlCharacters() {
        assertThatThrownBy(() -> read("ca\u001b[2J\nb\n.")).hasMessageStartingWith("The file names 'a?[2J.b'");
    }

    @ParameterizedTest
    @CsvSource({
        "'(ios\nsystem\n.', 0x69", // INST
        "'(o.', 0x6f", // OBJ
        "')\u0081.', 0x81", // NEWOBJ
        "'\u0093.', 0x93", // STACK_GLOBAL
        "'\u0082\1.', 0x82", // EXT1
        "'Pid\n.', 0x50", // PERSID
        "'\u008b\u00ff\u00ff\u00ff\u007f.', 0x8b", // LONG4
        "'B\u00ff\u00ff\u00ff\u007f.', 0x42", // BINBYTES
        "'\u0096\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f.', 0x96", // BYTEARRAY8
        "'V\u0041\n.', 0x56", // UNICODE
    })
    void anInstructionThatPyTorchDoesNotWriteIsRefused(String instructions, String code) {
        assertThatThrownBy(() -> read(instructions))
                .isInstanceOf(WeightsRefusedException.class)
                .hasMessageContaining("the instruction " + code);
    }

    @ParameterizedTest
    @CsvSource({
        "'X\u00ff\u00ff\u00ff\u007f', 2147483647",
        "'T\u00ff\u00ff\u00ff\u007f', 2147483647",
        "'X\u00ff\u00ff\u00ff\u00ff', 4294967295"
    })
    void aHugeTextIsRefusedBeforeItIsRead(String instructions, String length) {
        assertThatThrownBy(() -> read(instructions))
                .isInstanceOf(WeightsRefusedException.class)
                .hasMessageContaining("a text of " + length + " bytes");
    }

    @Test
    void aPickleOfTooManyInstructionsIsRefused() {
        byte[] lists = new byte[400_000];
        Arrays.fill(lists, (byte) ']');
        assertThatThrownBy(() -> TorchUnpickler.read(new ByteArrayInputStream(lists)))
                .isInstanceOf(WeightsRefusedException.class)
                .hasMessageContaining("more than 300000 instructions");
    }

    /** {@code OrderedDict([['a', 1], ['b', 2]])}, with texts of bytes. */
    @Test
    void readsADictionaryOfPython2() {
        assertThat(read("ccollections\nOrderedDict\n(]q\1(]q\2(U\1aK\1e]q\3(T\1\0\0\0bK\2eetR."))
                .isEqualTo(Map.of("a", 1, "b", 2));
    }

    @Test
    void aListThatContainsItselfIsNoKey() {
        assertThatThrownBy(() -> read("]q\0h\0a}h\0Ns."))
                .isInstanceOf(WeightsRefusedException.class)
                .hasMessageContaining("malformed");
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "'.'",
        "'K'",
        "'\u008a\u0005a'",
        "'('",
        "'t.'",
        "'u.'",
        "'R.'",
        "'h\0.'",
        "'cno end of the name'",
        "'NNR.'",
        "'NNs.'",
        "'N(Nu.'",
        "'Q.'",
        "'NQ.'",
        "')Q.'",
        "'b.'",
        "'NNb.'",
        "'Na.'",
        "'ccollections\nOrderedDict\nN\u0085R.'",
        "'ccollections\nOrderedDict\n(]]aatR.'",
        "'ctorch._utils\n_rebuild_tensor_v2\n)R.'",
        "'ctorch._utils\n_rebuild_tensor_v2\n(NNNNtR.'",
        "'ctorch._utils\n_rebuild_parameter\n)R.'",
        "'ctorch\nFloatStorage\n)R.'",
        "'(X\7\0\0\0storageNX\1\0\0\0aX\3\0\0\0cpuK\1tQ.'",
        "'(X\6\0\0\0modulectorch\nFloatStorage\nX\1\0\0\0aX\3\0\0\0cpuK\1tQ.'",
    })
    void aMalformedPickleIsRefused(String instructions) {
        assertThatThrownBy(() -> read(instructions))
                .isInstanceOf(WeightsRefusedException.class)
                .hasMessageMatching("The file's pickle is malformed or cut off at byte \\d+ of it");
    }

    @ParameterizedTest
    @CsvSource({
        "'K\2', 'K\1', 'K\1'", // behind the end
        "'K\0', 'K\3', 'K\1'", // too long
        "'K\0', 'K\2', 'K\2'", // too far apart
        "'J\u00ff\u00ff\u00ff\u00ff', 'K\1', 'K\1'", // negative offset
        "'K\0', 'J\u00ff\u00ff\u00ff\u00ff', 'K\1'", // negative size
        "'K\0', 'K\1', 'J\u00ff\u00ff\u00ff\u00ff'", // negative stride
        "'K\0', '\u008a\u0008\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f', '\u008a\u0008\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f'",
    })
    void aTensorThatReachesBeyondItsStorageIsRefused(String offset, String size, String stride) {
        String tensor =
                "ctorch._utils\n_rebuild_tensor_v2\n((X\7\0\0\0storagectorch\nFloatStorage\nX\1\0\0\0aX\3\0\0\0cpuK\2tQ"
                        + offset + size + "\u0085" + stride + "\u0085" + "\u0089}tR.";
        assertThatThrownBy(() -> TorchDictionary.of(Map.of("w", read(tensor)), storage -> ByteBuffer.allocate(8)))
                .isInstanceOf(WeightsRefusedException.class)
                .hasMessageContaining("A tensor [");
    }
}
