package org.dermoscope.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelCardPageTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

    @Test
    void theCardIsOnePageWithItsTablesAndPictures() throws IOException {
        String card = ModelCard.write(CardFacts.of(CardFacts.data(false, false)));

        String page = ModelCardPage.write(
                card,
                Map.of(
                        "roc-curves.png", PNG,
                        "reliability-diagram.png", PNG,
                        "prior-correction.png", PNG,
                        "confusion-matrix.png", PNG,
                        "class-distribution.png", PNG,
                        "training-curves.png", PNG));

        Files.writeString(Files.createDirectories(Path.of("target", "charts")).resolve("model-card.html"), page);
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains("<title>Model card: sequential-cnn-20261123T205200Z-4f09ab</title>")
                .contains(
                        "Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:;")
                .contains("<table>")
                .contains("<th align=\"right\">specificity</th>")
                .contains("<img src=\"data:image/png;base64,iVBORw==\" alt=\"ROC curves on the test part\"")
                .doesNotContain(".png\"")
                .doesNotContain("<script");
    }

    @Test
    void markupInACardStaysText() {
        assertThat(ModelCardPage.write("# <b>x</b> & y\n\n<script>alert(1)</script>", Map.of()))
                .contains("<title>&lt;b>x&lt;/b> &amp; y</title>")
                .doesNotContain("<script");
    }
}
