package org.dermoscope.trainer.evaluation;

import java.awt.BasicStroke;
import java.awt.Color;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A chart whose axes both go from 0 to 1. Not thread-safe. */
final class UnitChart {
    /** Colours that stay apart for colour-blind readers, after Okabe and Ito, without the yellow that white swallows. */
    private static final Color[] COLORS = {
        ChartCanvas.BLUE,
        ChartCanvas.VERMILION,
        ChartCanvas.GREEN,
        new Color(0xCC79A7),
        new Color(0x000000),
        new Color(0xE69F00),
        new Color(0x56B4E9)
    };

    private static final BasicStroke DASHED =
            new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {7, 5}, 0);

    private final XYChart chart;
    private int lines;

    UnitChart(int width, int height, String xAxis, String yAxis) {
        chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .xAxisTitle(xAxis)
                .yAxisTitle(yAxis)
                .build();
        ChartStyle.apply(chart.getStyler());
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0);
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0);
        chart.getStyler().setXAxisDecimalPattern("0.0").setYAxisDecimalPattern("0.0");
        chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideSE);
    }

    XYChart chart() {
        return chart;
    }

    void diagonal(String name) {
        XYSeries series = add(name, new double[] {0, 1}, new double[] {0, 1}, SeriesMarkers.NONE);
        series.setLineColor(ChartCanvas.FAINT);
        series.setLineStyle(DASHED);
    }

    /** A line in the next colour. */
    void line(String name, double[] x, double[] y) {
        coloured(name, x, y, SeriesMarkers.NONE);
    }

    /** A line in the next colour with its points marked. */
    void markedLine(String name, double[] x, double[] y) {
        coloured(name, x, y, SeriesMarkers.CIRCLE);
    }

    private void coloured(String name, double[] x, double[] y, Marker marker) {
        Color color = COLORS[lines++ % COLORS.length];
        XYSeries series = add(name, x, y, marker);
        series.setLineColor(color);
        series.setMarkerColor(color);
        series.setLineWidth(2f);
    }

    private XYSeries add(String name, double[] x, double[] y, Marker marker) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setMarker(marker);
        return series;
    }
}
