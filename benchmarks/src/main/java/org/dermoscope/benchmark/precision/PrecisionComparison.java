package org.dermoscope.benchmark.precision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Compares two checkpoints of the same run config that differ in their precision alone, and draws how both came to their
 * weights: {@code PrecisionComparison FOLDER FOLDER PNG}, in which the folders are the checkpoints' in a store.
 */
public final class PrecisionComparison {
    /** Okabe and Ito's blue and vermilion, which stay apart for colour-blind readers. */
    private static final Color[] COLORS = {new Color(0x0072B2), new Color(0xD55E00)};

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 520;
    private static final int POINTS = 100;

    private PrecisionComparison() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            System.err.println("usage: PrecisionComparison CHECKPOINT-FOLDER CHECKPOINT-FOLDER PNG");
            System.exit(2);
        }
        PublishedRun first = PublishedRun.read(Path.of(arguments[0]));
        PublishedRun second = PublishedRun.read(Path.of(arguments[1]));
        requireSameRun(first, second);
        draw(first, second, Path.of(arguments[2]));
        report(new PrintStream(System.out, true, StandardCharsets.UTF_8), first, second);
    }

    /** @throws IllegalArgumentException unless the precision is all in which the runs differ */
    static void requireSameRun(PublishedRun first, PublishedRun second) {
        if (!withoutPrecision(first.config()).equals(withoutPrecision(second.config()))
                || first.precision().equals(second.precision())) {
            throw new IllegalArgumentException(
                    "The two run configs differ in more than their precision, or not in it; allowed: one run config"
                            + " in two precisions:\n" + first.config() + "\n" + second.config());
        }
    }

    private static JsonNode withoutPrecision(JsonNode config) {
        ObjectNode rest = config.deepCopy();
        rest.remove("precision");
        return rest;
    }

    private static void report(PrintStream out, PublishedRun first, PublishedRun second) {
        out.println("| precision | best epoch | test accuracy | test balanced accuracy | images/s |");
        out.println("|---|---|---|---|---|");
        out.println(row(first));
        out.println(row(second));
        out.printf(
                Locale.ROOT,
                "%nOn %d test images the balanced accuracy of %s is %+.2f points of that of %s.%n",
                first.testImages(),
                first.precision(),
                POINTS
                        * (first.balancedAccuracy().value()
                                - second.balancedAccuracy().value()),
                second.precision());
    }

    private static String row(PublishedRun run) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %s | %s | %.1f |",
                run.precision(),
                run.bestEpoch(),
                run.accuracy(),
                run.balancedAccuracy(),
                run.medianImagesPerSecond());
    }

    private static void draw(PublishedRun first, PublishedRun second, Path file) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Validation balanced accuracy, same run in two precisions")
                .xAxisTitle("epoch")
                .yAxisTitle("balanced accuracy")
                .build();
        chart.getStyler()
                .setLocale(Locale.ROOT)
                .setChartBackgroundColor(Color.WHITE)
                .setSeriesColors(COLORS);
        chart.getStyler().setLegendPosition(LegendPosition.InsideSE);
        chart.getStyler().setYAxisMin(0.0).setYAxisDecimalPattern("0.0");
        for (PublishedRun run : new PublishedRun[] {first, second}) {
            XYSeries series = chart.addSeries(run.precision(), run.epochs(), run.validationBalancedAccuracy());
            series.setMarker(SeriesMarkers.CIRCLE);
        }
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        chart.paint(graphics, WIDTH, HEIGHT);
        graphics.dispose();
        ImageIO.write(image, "png", file.toFile());
    }
}
