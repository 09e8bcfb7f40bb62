package org.dermoscope.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "0f8fad5b-d9cb-469f-a165-70867728950e", "Root=1-67891233-abcdef", "job_7:3.2"})
    void aCleanIdOfAClientIsKept(String header) {
        assertThat(RequestId.ofHeader(header).value()).isEqualTo(header);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a b", "a\r\nSet-Cookie: x", "<script>", "ä", "a\u0000", "%0d", "a\n", "${jndi:x}"})
    void anyOtherIsReplacedByAFreshOneThatHoldsNothingOfIt(String header) {
        RequestId id = RequestId.ofHeader(header);
        assertThat(id.value()).matches("[0-9a-f-]{36}");
        assertThat(RequestId.ofHeader(header)).isNotEqualTo(id);
        assertThatThrownBy(() -> new RequestId(header)).hasMessageContaining("allowed: 1 to 128");
    }

    @Test
    void aHundredAndTwentyEightCharactersAreAllowedAndNoneMore() {
        String longest = "x".repeat(128);
        assertThat(RequestId.ofHeader(longest).value()).isEqualTo(longest);
        assertThat(RequestId.ofHeader(longest + "x").value()).hasSize(36);
        assertThat(RequestId.ofHeader(null).value()).hasSize(36);
    }
}
