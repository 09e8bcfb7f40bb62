package org.dermoscope.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dermoscope.pretrained.PretrainedFiles.named;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.dermoscope.checkpoint.FloatTensor;
import org.dermoscope.checkpoint.WeightsCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsReaderTest {
    private static byte[] file(String header, int... data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length).put(json);
        for (int value : data) {
            file.put((byte) value);
        }
        return file.array();
    }

    @Test
    void readsWhatThePlatformWrites() {
        byte[] file = WeightsCodec.encodeValues(
                Map.of("kernel", new FloatTensor(List.of(2L, 3L), new float[] {1, 2, 3, 4, 5, -6})));
        StateTensor kernel = named(StateDictionaryReader.read(file).tensors(), "kernel");
        assertThat(kernel.describe()).isEqualTo("float32[2, 3]");
        assertThat(kernel.values()).containsExactly(1, 2, 3, 4, 5, -6);
    }

    @Test
    void readsEveryKnownType() {
        byte[] file = file("""
                {"__metadata__":{"format":"pt"},
                "half":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},
                "bfloat":{"dtype":"BF16","shape":[1,1],"data_offsets":[4,6]},
                "counter":{"dtype":"I64","shape":[],"data_offsets":[6,14]}}""", 0, 0x3c, 0, 0xc0, 0x40, 0x40, 5, 0, 0, 0, 0, 0, 0, 0);
        Map<String, StateTensor> tensors = StateDictionaryReader.read(file).tensors();
        assertThat(named(tensors, "half").values()).containsExactly(1, -2);
        assertThat(named(tensors, "bfloat").values()).containsExactly(3);
        assertThat(named(tensors, "counter").values()).containsExactly(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"w\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}} | Elements of type 'F64' are not read",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}} | needs 3 elements of its storage, which has 2",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}} | A tensor [-2]",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,8]}} | larger than any file",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,80]}} | its tensors end at byte",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}} | has the offsets",
                "{\"w\": | is no JSON",
            })
    void whatIsMalformedIsRefused(String header, String message) {
        assertThatThrownBy(() -> StateDictionaryReader.read(file(header, new int[8])))
                .isInstanceOf(WeightsRefusedException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aFileOfNoKnownFormatIsRefused() {
        assertThatThrownBy(() -> StateDictionaryReader.read("weights".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(WeightsRefusedException.class)
                .hasMessageContaining("none of PyTorch's");
        assertThatThrownBy(() -> StateDictionaryReader.read(new byte[0])).isInstanceOf(WeightsRefusedException.class);
    }
}
