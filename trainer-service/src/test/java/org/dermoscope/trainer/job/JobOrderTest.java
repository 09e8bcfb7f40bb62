package org.dermoscope.trainer.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.dermoscope.architecture.Precision;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.trainer.data.DataRoots;
import org.dermoscope.trainer.range.LrRangeSpec;
import org.dermoscope.web.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request and a stored job say of the kind of a job. */
class JobOrderTest {
    private static final String TEST = ",\"kind\":\"lr_range_test\"";

    private static JobOrder resolve(String fields) throws Exception {
        return new RunConfigResolver(new DataRoots(List.of()), Precision.FP32)
                .resolveOrder(Json.strict().readTree("{\"architecture\":\"sequential-cnn\"" + fields + "}"));
    }

    private static Job queued(String fields) throws Exception {
        return Job.queued("20261123T205200Z-4f09ab", resolve(fields), Instant.parse("2026-11-23T20:52:00Z"));
    }

    @Test
    void aRequestWithoutAKindIsATraining() throws Exception {
        assertThat(resolve("").kind()).isEqualTo(JobKind.TRAINING);
        assertThat(resolve(",\"kind\":\"training\"")).isEqualTo(resolve(""));
    }

    @Test
    void aRangeTestHasDefaultsAndTheRunConfigOfATraining() throws Exception {
        JobOrder order = resolve(TEST + ",\"batch_size\":8");
        assertThat(order.kind()).isEqualTo(JobKind.LR_RANGE_TEST);
        assertThat(order.lrRange()).isEqualTo(new LrRangeSpec(1e-6, 1, 100));
        assertThat(order.config()).isEqualTo(resolve(",\"batch_size\":8").config());
    }

    @Test
    void whatARequestSaysOfTheRangeReplacesTheDefault() throws Exception {
        assertThat(resolve(TEST + ",\"lr_range\":{\"steps\":40,\"max_learning_rate\":2}")
                        .lrRange())
                .isEqualTo(new LrRangeSpec(1e-6, 2, 40));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"kind\":\"x\" | invalid_value | kind is \"x\"; allowed: [training, lr_range_test]",
                "\"kind\":3 | invalid_value | kind is 3; allowed: a text",
                "\"kind\":\"lr_range_test\",\"lr_range\":{\"x\":1} | unknown_field | field 'lr_range.x'; known: [min_learning",
                "\"kind\":\"lr_range_test\",\"lr_range\":{\"steps\":1.5} | invalid_value | lr_range.steps is 1.5; allowed",
                "\"kind\":\"lr_range_test\",\"lr_range\":{\"steps\":5} | invalid_value | is 5; allowed: 20 to 10000",
                "\"lr_range\":{\"steps\":50} | invalid_value | lr_range is given and kind is training; allowed: with kind"
            })
    void whatIsNotAllowedIsRefusedWithWhatIs(String fields, String code, String sentence) {
        assertThatThrownBy(() -> resolve("," + fields)).isInstanceOfSatisfying(ApiException.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(400);
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal).hasMessageContaining(sentence);
        });
    }

    @Test
    void aJobStoredBeforeThereWereKindsIsATraining() throws Exception {
        Job job = queued("");
        ObjectNode stored = (ObjectNode) Json.strict().readTree(Json.document(job));
        stored.remove(List.of("lr_range", "lr_range_summary"));
        Job read = Json.readDocument(stored.toString().getBytes(UTF_8), Job.class);
        assertThat(read).isEqualTo(job);
        assertThat(read.kind()).isEqualTo(JobKind.TRAINING);
    }

    @Test
    void aStoredRangeTestIsReadAsOne() throws Exception {
        Job job = queued(TEST);
        assertThat(Json.readDocument(Json.document(job), Job.class)).isEqualTo(job);
        assertThat(JobAnswers.of(job).kind()).isEqualTo("lr_range_test");
        assertThat(JobAnswers.of(job).epochs()).isEqualTo(1);
        assertThat(JobAnswers.of(job).config()).containsKeys("optimizer", "lr_range");
    }
}
