package org.dermoscope.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ModelCardTest {
    private static String card(boolean synthetic, boolean leaky) {
        return ModelCard.write(CardFacts.of(CardFacts.data(synthetic, leaky)));
    }

    @Test
    void aCardOfRealDataNamesLicenceCitationAndThatItIsNoMedicalDevice() throws IOException {
        String card = card(false, false);
        Files.writeString(Files.createDirectories(Path.of("target", "charts")).resolve("model-card.md"), card);

        assertThat(card)
                .startsWith("# Model card: sequential-cnn-20261123T205200Z-4f09ab\n")
                .contains("not a medical device")
                .contains("CC BY-NC 4.0")
                .contains("Tschandl")
                .contains("10.1038/sdata.2018.161")
                .contains("no skin-tone labels")
                .contains("Temperature scaling")
                .contains("### By `age_band`")
                .contains("no lesion has images in two parts")
                .contains("1,356,480 parameters")
                .doesNotContain("SYNTHETIC")
                .doesNotContain("LEAKY");
    }

    @Test
    void aCardOfTheSampleSaysSoFirstAndClaimsNoPatientData() {
        String card = card(true, false);

        assertThat(card.lines().limit(3)).last().asString().contains("SYNTHETIC SAMPLE");
        assertThat(card).contains("No patient").doesNotContain("Tschandl").doesNotContain("skin-tone");
    }

    @Test
    void aCardOfASplitByImageWarnsOfItsFigures() {
        assertThat(card(false, true))
                .contains("LEAKY SPLIT")
                .contains("By **image**")
                .contains("too good");
    }

    @Test
    void everySettingIsListedByTheNameThatAJobTakes() {
        assertThat(card(false, false))
                .contains("| `batch_size` | 64 |")
                .contains("| `data.path` | ham10000 |")
                .contains("| `optimizer.kind` | adam |")
                .contains("| `schedule.kind` | plateau |")
                .contains("| `augmentation.rotation_degrees` | 10.0 |")
                .contains("| `promote` | auto |");
    }

    @Test
    void epochsFiguresAndMatrixAreTables() {
        ModelCardFacts facts = CardFacts.of(CardFacts.data(false, false));
        ClassificationReport test = facts.evaluation().test();

        String card = ModelCard.write(facts);

        assertThat(card).contains("| **2** | 1.00e-03 |").contains("| 3 | 1.00e-03 |");
        assertThat(card)
                .contains(String.format(
                        java.util.Locale.ROOT,
                        "| balanced accuracy | %.4f | %.4f to %.4f |",
                        test.balancedAccuracy().value(),
                        test.balancedAccuracy().low(),
                        test.balancedAccuracy().high()));
        assertThat(card.indexOf("### Test part")).isLessThan(card.indexOf("### Validation part"));
        int[] mel = test.confusionMatrix().counts()[4];
        assertThat(card).contains("| **mel** | " + mel[0] + " | " + mel[1] + " | " + mel[2] + " |");
    }

    @Test
    void undefinedFiguresAreCalledUndefined() {
        String part = ModelCardTables.part(
                "Test part", ClassificationReport.of(CardFacts.melanomaAndNevi(), new BootstrapSpec(100, 1)));

        assertThat(part)
                .contains("| vasc | 0 | undefined | undefined | undefined |")
                .contains("left out of balanced accuracy and macro F1: akiec, bcc, bkl, df, vasc.");
    }

    @Test
    void aCellWithATableMarkDoesNotBreakTheTable() {
        assertThat(new MarkdownTable("a", "b").row("x|y", "1")).hasToString("| a | b |\n|---|---:|\n| x\\|y | 1 |");
    }
}
