package org.dermoscope.trainer.evaluation;

import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;

/** The ROC curves of all classes, each against the rest. Thread-safe. */
public final class RocCurvesChart {
    private static final int WIDTH = 1000;
    private static final int HEADER = 100;
    private static final int PLOT = 800;

    private RocCurvesChart() {}

    /**
     * @param curves of the test part
     * @return a PNG of 1000x900 pixels
     * @throws ChartException if the Java runtime cannot draw
     */
    public static byte[] png(List<RocCurve> curves, ChartCaption caption) {
        return ChartCanvas.png("ROC curves", WIDTH, HEADER + PLOT, g -> {
            ChartCanvas.header(g, 40, "ROC curves on the test part, one class against the rest", caption);
            g.translate(20, HEADER);
            UnitChart unit = new UnitChart(WIDTH - 40, PLOT - 20, "1 - specificity", "sensitivity");
            unit.diagonal("chance");
            XYChart chart = unit.chart();
            for (RocCurve curve : curves) {
                Estimate auc = curve.auc();
                unit.line(
                        String.format(
                                Locale.ROOT,
                                "%s: AUC %.3f [%.3f, %.3f]",
                                curve.code(),
                                auc.value(),
                                auc.low(),
                                auc.high()),
                        curve.points().stream()
                                .mapToDouble(RocCurve.Point::falsePositiveRate)
                                .toArray(),
                        curve.points().stream()
                                .mapToDouble(RocCurve.Point::sensitivity)
                                .toArray());
            }
            chart.paint(g, WIDTH - 40, PLOT - 20);
        });
    }
}
