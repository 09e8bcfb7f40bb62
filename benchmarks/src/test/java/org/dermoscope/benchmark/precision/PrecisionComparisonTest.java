package org.dermoscope.benchmark.precision;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import org.dermoscope.checkpoint.Json;
import org.junit.jupiter.api.Test;

class PrecisionComparisonTest {
    @Test
    void takesTwoRunsThatDifferInPrecisionAlone() {
        assertThatCode(() -> PrecisionComparison.requireSameRun(run("bf16", 42), run("fp32", 42)))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesRunsThatDifferInMoreOrInNothing() {
        assertThatThrownBy(() -> PrecisionComparison.requireSameRun(run("bf16", 42), run("fp32", 43)))
                .hasMessageContaining("differ in more than their precision");
        assertThatThrownBy(() -> PrecisionComparison.requireSameRun(run("bf16", 42), run("bf16", 42)))
                .hasMessageContaining("one run config in two precisions");
    }

    private static PublishedRun run(String precision, int seed) throws JsonProcessingException {
        String config = "{\"epochs\":2,\"seed\":" + seed + ",\"precision\":\"" + precision + "\"}";
        return new PublishedRun(Json.strict().readTree(config), MissingNode.getInstance(), List.of());
    }
}
