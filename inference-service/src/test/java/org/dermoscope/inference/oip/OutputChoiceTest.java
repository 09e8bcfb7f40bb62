package org.dermoscope.inference.oip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.web.ApiException;
import org.junit.jupiter.api.Test;

class OutputChoiceTest {
    @Test
    void nothingInPlaceOfAnOutputIsRefused() throws IOException {
        InferRequest request = Json.strict().readValue("{\"outputs\":[null]}", InferRequest.class);
        assertThatThrownBy(() -> OutputChoice.of(request))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.status()).isEqualTo(400))
                .hasMessage("Field 'outputs' has null; allowed: objects with a name");
    }
}
