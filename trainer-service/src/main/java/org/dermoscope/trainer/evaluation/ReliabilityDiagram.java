package org.dermoscope.trainer.evaluation;

import java.util.Locale;
import org.dermoscope.checkpoint.Calibration;

/** Accuracy against confidence, before and after temperature scaling. Thread-safe. */
public final class ReliabilityDiagram {
    private static final int WIDTH = 1000;
    private static final int HEADER = 100;
    private static final int PLOT = 800;

    private ReliabilityDiagram() {}

    /**
     * @param test of the test part
     * @return a PNG of 1000x900 pixels
     * @throws ChartException if the Java runtime cannot draw
     */
    public static byte[] png(CalibratedReport test, Calibration calibration, ChartCaption caption) {
        return ChartCanvas.png("reliability diagram", WIDTH, HEADER + PLOT, g -> {
            ChartCanvas.header(g, 40, "Reliability on the test part, before and after temperature scaling", caption);
            g.translate(20, HEADER);
            UnitChart unit = new UnitChart(WIDTH - 40, PLOT - 20, "mean confidence of the bin", "accuracy");
            unit.diagonal("confidence = accuracy");
            add(unit, "before", 1, test.before());
            add(unit, "after", calibration.temperature(), test.after());
            unit.chart().paint(g, WIDTH - 40, PLOT - 20);
        });
    }

    private static void add(UnitChart unit, String when, double temperature, Reliability reliability) {
        Estimate error = reliability.expectedCalibrationError();
        unit.markedLine(
                String.format(
                        Locale.ROOT,
                        "%s (temperature %.2f): ECE %.3f [%.3f, %.3f]",
                        when,
                        temperature,
                        error.value(),
                        error.low(),
                        error.high()),
                reliability.bins().stream()
                        .mapToDouble(Reliability.Bin::confidence)
                        .toArray(),
                reliability.bins().stream()
                        .mapToDouble(Reliability.Bin::accuracy)
                        .toArray());
    }
}
