package org.dermoscope.trainer.evaluation;

import java.util.List;
import org.knowm.xchart.style.Styler;

/** Accuracy against balanced accuracy over the prior correction. Thread-safe. */
public final class PriorCorrectionChart {
    private static final int WIDTH = 1000;
    private static final int HEADER = 100;
    private static final int PLOT = 800;

    private PriorCorrectionChart() {}

    /**
     * @return a PNG of 1000x900 pixels
     * @throws ChartException if the Java runtime cannot draw
     */
    public static byte[] png(EvaluationReport.TradeOff tradeOff, ChartCaption caption) {
        return ChartCanvas.png("prior correction", WIDTH, HEADER + PLOT, g -> {
            ChartCanvas.header(g, 40, "Accuracy against balanced accuracy, priors to the power of -1 to 1", caption);
            g.translate(20, HEADER);
            UnitChart unit = new UnitChart(WIDTH - 40, PLOT - 20, "accuracy", "balanced accuracy");
            unit.chart().getStyler().setLegendPosition(Styler.LegendPosition.InsideSW);
            add(unit, "validation part", tradeOff.validation());
            add(unit, "test part", tradeOff.test());
            add(unit, "as published, validation", published(tradeOff.validation()));
            add(unit, "as published, test", published(tradeOff.test()));
            unit.chart().paint(g, WIDTH - 40, PLOT - 20);
        });
    }

    private static List<PriorCorrection> published(List<PriorCorrection> curve) {
        return curve.stream().filter(p -> p.power() == 0).toList();
    }

    private static void add(UnitChart unit, String name, List<PriorCorrection> curve) {
        unit.markedLine(
                name,
                curve.stream().mapToDouble(PriorCorrection::accuracy).toArray(),
                curve.stream().mapToDouble(PriorCorrection::balancedAccuracy).toArray());
    }
}
