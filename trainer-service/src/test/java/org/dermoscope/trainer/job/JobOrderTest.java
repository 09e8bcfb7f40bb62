package org.dermoscope.trainer.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.dermoscope.architecture.Precision;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.trainer.data.DataRoots;
import org.dermoscope.trainer.ensemble.EnsembleSpec;
import org.dermoscope.trainer.range.LrRangeSpec;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.trainer.training.EnsembleOutcome;
import org.dermoscope.web.ApiException;
import org.dermoscope.wire.JobAnswer;
import org.dermoscope.wire.PromotionAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request and a stored job say of the kind of a job. */
class JobOrderTest {
    private static final String ONE = "sequential-cnn-20261123T205200Z-4f09ab";
    private static final String TWO = "custom-resnet-20261123T205200Z-90c1d2";
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
                "\"kind\":\"x\" | invalid_value | kind is \"x\"; allowed: [training, lr_range_test, ensemble]",
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

    private static JobOrder ensemble(String fields) throws Exception {
        return new RunConfigResolver(new DataRoots(List.of()), Precision.FP32)
                .resolveOrder(Json.strict().readTree("{\"kind\":\"ensemble\"" + fields + "}"));
    }

    @Test
    void anEnsembleNeedsNothingButItsKind() throws Exception {
        JobOrder order = ensemble("");
        assertThat(order.kind()).isEqualTo(JobKind.ENSEMBLE);
        assertThat(order.ensemble()).isEqualTo(new EnsembleSpec(List.of(), 3, false));
        assertThat(order.config().promote()).isEqualTo(RunConfig.PromotionMode.NEVER);
        assertThat(order.config().data().sample()).isTrue();
    }

    @Test
    void anEnsembleTakesItsCandidatesFromTheRequest() throws Exception {
        JobOrder order =
                ensemble(",\"promote\":\"auto\",\"ensemble\":{\"max_members\":2,\"flips\":true,\"candidates\":[\"" + ONE
                        + "\",\"" + TWO + "\"]}");
        assertThat(order.ensemble()).isEqualTo(new EnsembleSpec(List.of(ONE, TWO), 2, true));
        assertThat(order.config().promote()).isEqualTo(RunConfig.PromotionMode.AUTO);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"architecture\":\"sequential-cnn\" | unknown_field | field 'architecture'; known: [kind, data, ensemble, promote",
                "\"ensemble\":{\"max_members\":1} | invalid_value | is 1; allowed: 2 to 8",
                "\"ensemble\":{\"candidates\":\"all\"} | invalid_value | is \"all\"; allowed: a list",
                "\"ensemble\":{\"candidates\":[\"x\"]} | invalid_value | Malformed checkpoint id 'x'",
                "\"ensemble\":{\"candidates\":[\"" + ONE + "\"]} | invalid_value | at least two checkpoints, each once",
                "\"ensemble\":{\"candidates\":[\"" + ONE + "\",\"" + ONE + "\"]} | invalid_value | each once",
                "\"ensemble\":{\"x\":1} | unknown_field | field 'ensemble.x'",
                "\"ensemble\":3 | invalid_value | ensemble is 3; allowed: an object",
                "\"promote\":\"always\" | invalid_value | promote"
            })
    void anEnsembleThatIsNotAllowedIsRefusedWithWhatIs(String fields, String code, String sentence) {
        assertThatThrownBy(() -> ensemble("," + fields)).isInstanceOfSatisfying(ApiException.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(400);
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal).hasMessageContaining(sentence);
        });
    }

    @Test
    void anEnsembleThatWasChosenIsStoredAndReadAgain() throws Exception {
        Instant now = Instant.parse("2026-11-23T20:52:00Z");
        EnsembleOutcome outcome = new EnsembleOutcome(
                true,
                "Better together",
                null,
                List.of(new Champion.Member(ONE, "a".repeat(64), 0.75), new Champion.Member(TWO, "b".repeat(64), 0.25)),
                0.8,
                0.5,
                ONE,
                0.7,
                2,
                0.79);
        Job job = Job.queued("20261123T205200Z-4f09ab", ensemble(""), now)
                .running(now, "cpu")
                .chosen(now, outcome, new PromotionAnswer("ensemble-20261123T205200Z-4f09ab", false, "x", "never"));
        Job read = Json.readDocument(Json.document(job), Job.class);
        assertThat(read).isEqualTo(job);
        JobAnswer answer = JobAnswers.of(read);
        assertThat(answer.kind()).isEqualTo("ensemble");
        assertThat(answer.checkpointId()).isEqualTo("ensemble-20261123T205200Z-4f09ab");
        assertThat(answer.epochs()).isZero();
        assertThat(answer.metrics())
                .containsEntry("published", true)
                .containsEntry("balanced_accuracy", 0.8)
                .doesNotContainKey("decision");
        assertThat(answer.config()).containsOnlyKeys("data", "ensemble", "promote");
    }

    @Test
    void aJobStoredBeforeThereWereKindsIsATraining() throws Exception {
        Job job = queued("");
        ObjectNode stored = (ObjectNode) Json.strict().readTree(Json.document(job));
        stored.remove(List.of("lr_range", "lr_range_summary", "ensemble", "ensemble_outcome"));
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
