package org.dermoscope.trainer.evaluation;

import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dermoscope.taxonomy.LesionClass;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler;

/** How many images of each class the three parts have, as a picture. Thread-safe. */
public final class ClassDistributionChart {
    private static final int WIDTH = 1300;
    private static final int HEIGHT = 660;
    private static final int HEADER = 100;
    private static final List<String> PARTS = List.of("training", "validation", "test");

    private ClassDistributionChart() {}

    /**
     * @param counts images by part ({@code training}, {@code validation}, {@code test}) and class code; what is missing
     *     counts as 0
     * @return a PNG of 1300x660 pixels
     * @throws ChartException if the Java runtime cannot draw
     */
    public static byte[] png(Map<String, Map<String, Integer>> counts, ChartCaption caption) {
        return ChartCanvas.png("class distribution", WIDTH, HEIGHT, g -> {
            ChartCanvas.header(g, 40, "Images of each class in the three parts", caption);
            g.translate(20, HEADER);
            chart(counts).paint(g, WIDTH - 40, HEIGHT - HEADER - 10);
        });
    }

    private static CategoryChart chart(Map<String, Map<String, Integer>> counts) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH - 40)
                .height(HEIGHT - HEADER - 10)
                .yAxisTitle("images")
                .build();
        ChartStyle.apply(chart.getStyler());
        chart.getStyler().setSeriesColors(new Color[] {ChartCanvas.BLUE, ChartCanvas.VERMILION, ChartCanvas.GREEN});
        chart.getStyler()
                .setAvailableSpaceFill(0.86)
                .setLabelsVisible(true)
                .setLabelsPosition(1.06)
                .setLabelsFont(ChartCanvas.plain(13))
                .setLabelsFontColorAutomaticEnabled(false)
                .setLabelsFontColor(ChartCanvas.INK);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
        chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
        chart.getStyler()
                .setYAxisDecimalPattern("#,##0")
                .setYAxisMin(0.0)
                .setYAxisMax(1.1 * largest(counts))
                .setPlotGridVerticalLinesVisible(false);
        chart.getStyler().setDecimalPattern("#,##0");
        for (String part : PARTS) {
            Map<String, Integer> ofPart = counts.getOrDefault(part, Map.of());
            List<Integer> bars = LesionClass.codes().stream()
                    .map(code -> ofPart.getOrDefault(code, 0))
                    .toList();
            int total = bars.stream().mapToInt(Integer::intValue).sum();
            chart.addSeries(String.format(Locale.ROOT, "%s (%,d)", part, total), LesionClass.codes(), bars);
        }
        return chart;
    }

    private static int largest(Map<String, Map<String, Integer>> counts) {
        return counts.values().stream()
                .flatMap(ofPart -> ofPart.values().stream())
                .reduce(1, Math::max);
    }
}
