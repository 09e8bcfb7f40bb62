package org.dermoscope.trainer.evaluation;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.dermoscope.trainer.range.LrRangeResult;
import org.dermoscope.trainer.range.LrRangeStep;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The loss of a range test over the learning rate, on a logarithmic axis. Thread-safe. */
public final class LrRangeChart {
    private static final int WIDTH = 1300;
    private static final int HEADER = 100;
    private static final int HEIGHT = 700;
    private static final BasicStroke DASHED =
            new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {7, 5}, 0);

    private LrRangeChart() {}

    /**
     * @return a PNG of 1300x700 pixels
     * @throws ChartException if the Java runtime cannot draw
     */
    public static byte[] png(String architecture, LrRangeResult result, ChartCaption caption) {
        return ChartCanvas.png("learning rate range test", WIDTH, HEIGHT, g -> {
            ChartCanvas.header(g, 40, title(architecture, result), caption);
            g.translate(20, HEADER);
            chart(result).paint(g, WIDTH - 40, HEIGHT - HEADER - 10);
        });
    }

    private static String title(String architecture, LrRangeResult result) {
        Double suggested = result.suggestedLearningRate();
        return "Learning rate range test of " + architecture + "; "
                + (suggested == null
                        ? "no suggestion, the loss does not fall"
                        : String.format(Locale.ROOT, "suggested (dashed line): %.2g", suggested));
    }

    private static XYChart chart(LrRangeResult result) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH - 40)
                .height(HEIGHT - HEADER - 10)
                .title("Training loss at a rate that rises from step to step")
                .xAxisTitle("learning rate")
                .yAxisTitle("loss")
                .build();
        ChartStyle.apply(chart.getStyler());
        chart.getStyler().setSeriesColors(new Color[] {ChartCanvas.FAINT, ChartCanvas.BLUE});
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
        chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler()
                .setXAxisMin(result.spec().minLearningRate())
                .setXAxisMax(result.spec().maxLearningRate());
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.08 * highest(result.steps()));
        chart.getStyler().setYAxisDecimalPattern("0.0#");
        add(chart, "of each batch", result.steps(), LrRangeStep::loss).setLineWidth(1f);
        add(chart, "smoothed", result.steps(), LrRangeStep::smoothedLoss).setLineWidth(2.4f);
        Double suggested = result.suggestedLearningRate();
        if (suggested != null) {
            chart.getStyler().setAnnotationLineColor(ChartCanvas.VERMILION);
            chart.getStyler().setAnnotationLineStroke(DASHED);
            chart.addAnnotation(new AnnotationLine(suggested, true, false));
        }
        return chart;
    }

    /** Of the smoothed losses: what single batches reach beyond it is cut off. */
    private static double highest(List<LrRangeStep> steps) {
        double highest =
                steps.stream().mapToDouble(LrRangeStep::smoothedLoss).max().orElseThrow();
        return highest > 0 ? highest : 1;
    }

    private static XYSeries add(
            XYChart chart, String name, List<LrRangeStep> steps, ToDoubleFunction<LrRangeStep> figure) {
        double[] rates = steps.stream().mapToDouble(LrRangeStep::learningRate).toArray();
        XYSeries series =
                chart.addSeries(name, rates, steps.stream().mapToDouble(figure).toArray());
        series.setMarker(SeriesMarkers.NONE);
        return series;
    }
}
