package org.dermoscope.trainer.evaluation;

import java.awt.Color;
import java.util.Locale;
import org.knowm.xchart.style.AxesChartStyler;

/** How all charts with axes look. */
final class ChartStyle {
    private ChartStyle() {}

    static void apply(AxesChartStyler styler) {
        styler.setLocale(Locale.ROOT);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotMargin(0);
        styler.setPlotContentSize(0.98);
        styler.setYAxisLabelAlignment(AxesChartStyler.TextAlignment.Right);
        styler.setChartFontColor(ChartCanvas.INK);
        styler.setChartTitleFont(ChartCanvas.bold(17));
        styler.setChartPadding(12);
        styler.setLegendFont(ChartCanvas.plain(14));
        styler.setLegendBorderColor(ChartCanvas.RULE);
        styler.setLegendBackgroundColor(Color.WHITE);
        styler.setAxisTitleFont(ChartCanvas.plain(14));
        styler.setAxisTickLabelsFont(ChartCanvas.plain(14));
        styler.setAxisTickLabelsColor(ChartCanvas.INK);
        styler.setPlotGridLinesColor(ChartCanvas.RULE);
        styler.setAxisTickMarksColor(ChartCanvas.FAINT);
    }
}
