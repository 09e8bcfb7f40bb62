package org.dermoscope.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.dermoscope.trainer.range.LossCurve;
import org.dermoscope.trainer.range.LrRangeResult;
import org.dermoscope.trainer.range.LrRangeSpec;
import org.junit.jupiter.api.Test;

class LrRangeChartTest {
    private static final ChartCaption CAPTION =
            new ChartCaption("job 20261123T205200Z-4f09ab", "synthetic sample", true, false);

    /** @param fall how much the loss falls around the rate 0.003 before it rises */
    private static LrRangeResult result(double fall) {
        Random random = new Random(5);
        LossCurve curve = new LossCurve();
        LrRangeResult.End end = LrRangeResult.End.ALL_STEPS;
        for (int step = 1; step <= 100 && !curve.rose(); step++) {
            double decade = Math.log10(LrRangeSpec.DEFAULT.rate(step));
            double loss = 2 - fall / (1 + Math.exp(-4 * (decade + 2.5))) + Math.exp(8 * (decade + 0.7));
            curve.add(LrRangeSpec.DEFAULT.rate(step), loss * (1 + 0.05 * random.nextGaussian()));
            end = curve.rose() ? LrRangeResult.End.LOSS_ROSE : end;
        }
        return LrRangeResult.of(LrRangeSpec.DEFAULT, end, curve);
    }

    private static BufferedImage drawn(String name, LrRangeResult result) throws IOException {
        byte[] png = LrRangeChart.png("sequential-cnn", result, CAPTION);
        Path folder = Files.createDirectories(Path.of("target", "charts"));
        Files.write(folder.resolve(name + ".png"), png);
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    /** The column with the most pixels of the colour below the header. */
    private static int column(BufferedImage image, int rgb) {
        long[] counts = new long[image.getWidth()];
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 100; y < image.getHeight(); y++) {
                counts[x] += (image.getRGB(x, y) & 0xFFFFFF) == (rgb & 0xFFFFFF) ? 1 : 0;
            }
        }
        long most = Arrays.stream(counts).max().orElseThrow();
        return most == 0 ? -1 : (int) Arrays.stream(counts).boxed().toList().indexOf(most);
    }

    @Test
    void theSuggestedRateIsMarkedOnALogarithmicAxis() throws IOException {
        LrRangeResult result = result(1.7);
        BufferedImage image = drawn("lr-range", result);

        assertThat(image.getWidth()).isEqualTo(1300);
        assertThat(image.getHeight()).isEqualTo(700);
        assertThat(result.suggestedLearningRate()).isNotNull();
        // 10^-2.5 is 0.58 of the way from 10^-6 to 1; the plot begins some 80 pixels from the left.
        assertThat(column(image, ChartCanvas.VERMILION.getRGB())).isBetween(740, 900);
        assertThat(column(image, ChartCanvas.BLUE.getRGB())).isPositive();
    }

    @Test
    void aTestWithoutASuggestionIsDrawnWithoutALine() throws IOException {
        LrRangeResult result = result(0);
        assertThat(result.suggestedLearningRate()).isNull();
        assertThat(column(drawn("lr-range-none", result), ChartCanvas.VERMILION.getRGB()))
                .isEqualTo(-1);
    }
}
