package org.dermoscope.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ChartsTest {
    private static final ChartCaption REAL =
            new ChartCaption("sequential-cnn-20261123T205200Z-4f09ab", "HAM10000 (ham10000)", false, false);
    private static final ChartCaption SAMPLE =
            new ChartCaption("custom-resnet-20261123T205200Z-4f09ab", "synthetic sample", true, true);
    private static final Map<String, Map<String, Integer>> COUNTS = Map.of(
            "training", Map.of("akiec", 229, "bcc", 360, "bkl", 769, "df", 80, "mel", 779, "nv", 4692, "vasc", 100),
            "validation", Map.of("akiec", 49, "bcc", 77, "bkl", 165, "df", 18, "mel", 167, "nv", 1005, "vasc", 21),
            "test", Map.of("akiec", 49, "bcc", 77, "bkl", 165, "df", 17, "mel", 167, "nv", 1006, "vasc", 21));

    @Test
    void theConfusionMatrixIsDrawnAtItsSize() throws IOException {
        ClassificationReport report = ClassificationReport.of(Predictions.likeHam10000(1), new BootstrapSpec(200, 42));

        BufferedImage image = read("confusion-matrix", ConfusionMatrixChart.png(report, "test", REAL));

        assertThat(image.getWidth()).isEqualTo(1500);
        assertThat(image.getHeight()).isEqualTo(830);
    }

    @Test
    void aSyntheticMatrixWithAbsentClassesIsMarkedInRed() throws IOException {
        int[][] counts = new int[7][7];
        counts[1][1] = 12;
        counts[4][5] = 3;
        ClassificationReport report =
                ClassificationReport.of(Predictions.withMatrix(counts), new BootstrapSpec(200, 42));

        BufferedImage marked = read("confusion-matrix-sample", ConfusionMatrixChart.png(report, "validation", SAMPLE));
        BufferedImage plain = read("confusion-matrix-plain", ConfusionMatrixChart.png(report, "validation", REAL));

        assertThat(warningPixels(marked)).isPositive();
        assertThat(warningPixels(plain)).isZero();
    }

    @Test
    void theDistributionOfRealPartsIsDrawn() throws IOException {
        BufferedImage image = read("class-distribution", ClassDistributionChart.png(COUNTS, REAL));

        assertThat(pixels(image, ChartCanvas.BLUE.getRGB())).isPositive();
        assertThat(pixels(image, ChartCanvas.VERMILION.getRGB())).isPositive();
        assertThat(pixels(image, ChartCanvas.GREEN.getRGB())).isPositive();
    }

    @Test
    void aPartWithoutAnyImageIsDrawnAsEmpty() throws IOException {
        BufferedImage image = read(
                "class-distribution-sample",
                ClassDistributionChart.png(
                        Map.of("training", Map.of("mel", 40, "nv", 40), "validation", Map.of("mel", 9)), SAMPLE));

        assertThat(warningPixels(image)).isPositive();
    }

    @Test
    void balancedPartsAreDrawn() throws IOException {
        Map<String, Integer> equal =
                Map.of("akiec", 40, "bcc", 40, "bkl", 40, "df", 40, "mel", 40, "nv", 40, "vasc", 40);

        BufferedImage image = read(
                "class-distribution-balanced",
                ClassDistributionChart.png(Map.of("training", equal, "validation", equal, "test", equal), SAMPLE));

        long blue = pixels(image, ChartCanvas.BLUE.getRGB());
        assertThat(pixels(image, ChartCanvas.GREEN.getRGB())).isBetween(blue * 9 / 10, blue * 11 / 10);
    }

    @Test
    void theChartsOfProbabilitiesAreDrawn() throws IOException {
        EvaluationReport report = CardFacts.evaluation(CardFacts.data(false, false));

        BufferedImage roc =
                read("roc-curves", RocCurvesChart.png(report.testCalibrated().roc(), REAL));
        BufferedImage reliability = read(
                "reliability-diagram", ReliabilityDiagram.png(report.testCalibrated(), report.calibration(), SAMPLE));
        BufferedImage tradeOff = read("prior-correction", PriorCorrectionChart.png(report.priorCorrection(), REAL));

        assertThat(pixels(roc, ChartCanvas.BLUE.getRGB())).isPositive();
        assertThat(pixels(reliability, ChartCanvas.VERMILION.getRGB())).isPositive();
        assertThat(warningPixels(reliability)).isPositive();
        assertThat(pixels(tradeOff, ChartCanvas.GREEN.getRGB())).isPositive();
    }

    @Test
    void curvesOfManyEpochsAreDrawn() throws IOException {
        read("training-curves", TrainingCurvesChart.png(Histories.of(30, 22), 22, REAL));
        read("training-curves-2", TrainingCurvesChart.png(Histories.of(2, 2), 2, REAL));
        read("training-curves-200", TrainingCurvesChart.png(Histories.of(200, 150), 150, REAL));
    }

    @Test
    void curvesOfASingleEpochAreDrawn() throws IOException {
        BufferedImage image = read("training-curves-1", TrainingCurvesChart.png(Histories.of(1, 1), 1, SAMPLE));

        assertThat(image.getHeight()).isEqualTo(1190);
    }

    @Test
    void aHistoryWithoutEpochsIsRefused() {
        assertThatThrownBy(() -> TrainingCurvesChart.png(List.of(), 1, REAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one epoch");
    }

    @Test
    void aRuntimeThatCannotDrawIsReportedWithWhatIsMissing() {
        assertThatThrownBy(() -> ChartCanvas.png("confusion matrix", 10, 10, g -> {
                    throw new InternalError("Fontconfig head is null, check your fonts");
                }))
                .isInstanceOf(ChartException.class)
                .hasMessageContaining("confusion matrix")
                .hasMessageContaining("fontconfig");
    }

    private static long warningPixels(BufferedImage image) {
        return pixels(image.getSubimage(0, 0, image.getWidth(), 100), ChartCanvas.WARNING.getRGB());
    }

    private static long pixels(BufferedImage image, int rgb) {
        int[] all = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return java.util.Arrays.stream(all).filter(p -> p == rgb).count();
    }

    /** Pictures are kept under target/charts, for people to look at. */
    private static BufferedImage read(String name, byte[] png) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "charts"));
        Files.write(folder.resolve(name + ".png"), png);
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
