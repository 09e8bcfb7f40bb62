package org.dermoscope.inference.oip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HexFormat;
import java.util.List;
import org.dermoscope.web.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTensorTest {
    @Test
    void readsAndWritesLengthsInLittleEndian() {
        byte[] tensor = BytesTensor.of(List.of("mel", "", "é"));
        assertThat(HexFormat.of().formatHex(tensor))
                .isEqualTo("03000000" + "6d656c" + "00000000" + "02000000" + "c3a9");
        assertThat(BytesTensor.elements(tensor, 3)).extracting(e -> e.length).containsExactly(3, 0, 2);
        assertThat(HexFormat.of().formatHex(BytesTensor.of(List.of(1.0)))).isEqualTo("000000000000f03f");
        assertThat(BytesTensor.of(List.of(true, false))).containsExactly(1, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "030000", "03000000", "030000006d65", "ffffffff6d", "030000006d656c00"})
    void refusesBytesThatAreNotTheElements(String hex) {
        byte[] tensor = HexFormat.of().parseHex(hex);
        ApiException refusal = catchThrowableOfType(ApiException.class, () -> BytesTensor.elements(tensor, 1));
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.code()).isEqualTo("malformed_tensor");
    }
}
