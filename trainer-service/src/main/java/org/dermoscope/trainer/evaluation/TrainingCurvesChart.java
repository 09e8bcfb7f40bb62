package org.dermoscope.trainer.evaluation;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.dermoscope.trainer.run.EpochMetrics;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How a run went, epoch by epoch, as a picture of three charts below each other. Thread-safe. */
public final class TrainingCurvesChart {
    private static final int WIDTH = 1300;
    private static final int HEADER = 100;
    private static final int PANEL = 360;
    private static final int HEIGHT = HEADER + 3 * PANEL + 10;
    private static final int MARKERS_UP_TO = 60;
    private static final BasicStroke DASHED =
            new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {7, 5}, 0);

    private TrainingCurvesChart() {}

    /**
     * @param history in epoch order, at least one
     * @param bestEpoch the epoch whose weights are published, from 1; marked in all charts
     * @return a PNG of 1300x1190 pixels
     * @throws ChartException if the Java runtime cannot draw
     * @throws IllegalArgumentException if the history is empty
     */
    public static byte[] png(List<EpochMetrics> history, int bestEpoch, ChartCaption caption) {
        if (history.isEmpty()) {
            throw new IllegalArgumentException("Training curves need at least one epoch, got none");
        }
        String title = "Training curves over " + history.size() + (history.size() == 1 ? " epoch" : " epochs")
                + "; the dashed line marks the published epoch " + bestEpoch;
        return ChartCanvas.png("training curves", WIDTH, HEIGHT, g -> {
            ChartCanvas.header(g, 40, title, caption);
            g.translate(20, HEADER);
            for (XYChart chart : List.of(loss(history), accuracy(history), learningRate(history))) {
                markBest(chart, bestEpoch);
                chart.paint(g, WIDTH - 40, PANEL);
                g.translate(0, PANEL);
            }
        });
    }

    private static XYChart loss(List<EpochMetrics> history) {
        XYChart chart = chart(history, "Loss (cross-entropy; training weighted and on augmented images)", "loss");
        add(chart, "training", history, EpochMetrics::trainingLoss);
        add(chart, "validation", history, EpochMetrics::validationLoss);
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.08 * highest(history)).setYAxisDecimalPattern("0.0#");
        return chart;
    }

    private static XYChart accuracy(List<EpochMetrics> history) {
        XYChart chart = chart(history, "Accuracy and balanced accuracy", "share");
        add(chart, "training accuracy", history, EpochMetrics::trainingAccuracy);
        add(chart, "validation accuracy", history, EpochMetrics::validationAccuracy);
        add(chart, "validation balanced accuracy", history, EpochMetrics::validationBalancedAccuracy);
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0).setYAxisDecimalPattern("0.0");
        return chart;
    }

    private static XYChart learningRate(List<EpochMetrics> history) {
        XYChart chart = chart(history, "Learning rate at the end of each epoch", "rate");
        chart.getStyler().setYAxisDecimalPattern("0.0#######");
        add(chart, "learning rate", history, EpochMetrics::learningRate);
        double max =
                history.stream().mapToDouble(EpochMetrics::learningRate).max().orElseThrow();
        double min =
                history.stream().mapToDouble(EpochMetrics::learningRate).min().orElseThrow();
        if (min > 0 && max / min >= 20) {
            chart.getStyler().setYAxisLogarithmic(true);
        } else {
            chart.getStyler().setYAxisMin(0.0).setYAxisMax(max > 0 ? 1.1 * max : 1.0);
        }
        return chart;
    }

    private static double highest(List<EpochMetrics> history) {
        double highest = history.stream()
                .mapToDouble(e -> Math.max(e.trainingLoss(), e.validationLoss()))
                .max()
                .orElseThrow();
        return highest > 0 ? highest : 1;
    }

    private static XYChart chart(List<EpochMetrics> history, String title, String yAxis) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH - 40)
                .height(PANEL)
                .title(title)
                .xAxisTitle("epoch")
                .yAxisTitle(yAxis)
                .build();
        ChartStyle.apply(chart.getStyler());
        chart.getStyler().setSeriesColors(new Color[] {ChartCanvas.BLUE, ChartCanvas.VERMILION, ChartCanvas.GREEN});
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
        chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
        int first = history.get(0).epoch();
        int last = history.get(history.size() - 1).epoch();
        chart.getStyler().setXAxisMin(first - 1.0).setXAxisMax(last + 1.0);
        chart.getStyler().setXAxisTickLabelsFormattingFunction(epochLabels(last - first + 1));
        // As wide as the widest labels, so that the epochs of the three charts stand below each other.
        chart.getStyler().setYAxisLeftWidthHint(90);
        return chart;
    }

    /** Whole epochs only, and no more of them than fit side by side. */
    private static Function<Double, String> epochLabels(int epochs) {
        int step = IntStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500)
                .filter(s -> epochs / s <= 35)
                .findFirst()
                .orElse(1000);
        return epoch -> Math.abs(epoch / step - Math.rint(epoch / step)) < 1e-9 ? "" + Math.round(epoch) : " ";
    }

    private static void add(
            XYChart chart, String name, List<EpochMetrics> history, ToDoubleFunction<EpochMetrics> figure) {
        double[] epochs = history.stream().mapToDouble(EpochMetrics::epoch).toArray();
        double[] values = history.stream().mapToDouble(figure).toArray();
        XYSeries series = chart.addSeries(name, epochs, values);
        series.setLineWidth(2f);
        series.setMarker(history.size() <= MARKERS_UP_TO ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    }

    private static void markBest(XYChart chart, int bestEpoch) {
        chart.getStyler().setAnnotationLineColor(ChartCanvas.FAINT);
        chart.getStyler().setAnnotationLineStroke(DASHED);
        chart.addAnnotation(new AnnotationLine(bestEpoch, true, false));
    }
}
