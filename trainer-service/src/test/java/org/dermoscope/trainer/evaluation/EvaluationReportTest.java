package org.dermoscope.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.dermoscope.checkpoint.Json;
import org.junit.jupiter.api.Test;

class EvaluationReportTest {
    private static final EvaluationReport REPORT = EvaluationReport.of(
            CardFacts.ID.toString(),
            CardFacts.data(false, false),
            new EvaluatedParts(
                    Predictions.likeHam10000(1),
                    CardFacts.melanomaAndNevi(),
                    Predictions.attributes(),
                    null,
                    new BootstrapSpec(200, 42)));

    @Test
    void whatIsWrittenIsReadBackEqual() throws IOException {
        byte[] document = Json.document(REPORT);

        assertThat(Json.readDocument(document, EvaluationReport.class)).isEqualTo(REPORT);
    }

    @Test
    void theDocumentIsSnakeCaseWithBothPartsAndTheMatrixAsNumbers() throws IOException {
        JsonNode json = new ObjectMapper().readTree(Json.document(REPORT));

        assertThat(json.path("schema_version").asInt()).isEqualTo(1);
        assertThat(json.path("class_order").get(4).asText()).isEqualTo("mel");
        assertThat(json.path("test").path("confusion_matrix").path("rows").asText())
                .isEqualTo("truth");
        assertThat(json.path("test")
                        .path("confusion_matrix")
                        .path("counts")
                        .get(4)
                        .get(5)
                        .asInt())
                .isEqualTo(2);
        assertThat(json.path("test").path("balanced_accuracy").path("value").asDouble())
                .isEqualTo(0.875);
        assertThat(json.path("validation").path("images").asInt()).isEqualTo(1502);
        assertThat(json.path("class_distribution").path("training").path("mel").asInt())
                .isEqualTo(1004);
        assertThat(json.path("intervals").path("resamples").asInt()).isEqualTo(200);
    }

    @Test
    void undefinedFiguresAreNullAndNeverNaN() throws IOException {
        byte[] document = Json.document(REPORT);
        JsonNode vasc = new ObjectMapper()
                .readTree(document)
                .path("test")
                .path("classes")
                .get(6);

        assertThat(new String(document, StandardCharsets.UTF_8)).doesNotContain("NaN");
        assertThat(vasc.path("code").asText()).isEqualTo("vasc");
        assertThat(vasc.path("support").asInt()).isZero();
        assertThat(vasc.get("recall").isNull()).isTrue();
        assertThat(vasc.get("precision").isNull()).isTrue();
        assertThat(vasc.get("f1").isNull()).isTrue();
    }

    @Test
    void theManifestsSummaryKeepsThePartsApart() {
        assertThat(REPORT.toSummary().test().images()).isEqualTo(20);
        assertThat(REPORT.toSummary().validation().images()).isEqualTo(1502);
    }
}
