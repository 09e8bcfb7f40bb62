package org.dermoscope.trainer.evaluation;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.util.Arrays;
import java.util.Locale;
import org.dermoscope.taxonomy.LesionClass;

/** The confusion matrix of one part as a picture: counts and, beside them, the shares of each row. Thread-safe. */
public final class ConfusionMatrixChart {
    private static final int WIDTH = 1500;
    private static final int HEIGHT = 830;
    private static final int CELL = 76;
    private static final int TOP = 210;
    private static final int LEFT = 150;
    private static final int SECOND_LEFT = 890;
    private static final Color DARKEST = new Color(0x08306B);

    private ConfusionMatrixChart() {}

    /**
     * @param part {@code validation} or {@code test}
     * @return a PNG of 1500x830 pixels
     * @throws ChartException if the Java runtime cannot draw
     */
    public static byte[] png(ClassificationReport report, String part, ChartCaption caption) {
        return ChartCanvas.png("confusion matrix", WIDTH, HEIGHT, g -> draw(g, report, part, caption));
    }

    private static void draw(Graphics2D g, ClassificationReport report, String part, ChartCaption caption) {
        ChartCanvas.header(g, 40, "Confusion matrix, " + part + " part", caption);
        g.setColor(ChartCanvas.INK);
        g.setFont(ChartCanvas.plain(17));
        g.drawString(figures(report), 40, caption.warning().isEmpty() ? 98 : 122);
        ConfusionMatrix matrix = report.confusionMatrix();
        axes(g, matrix, LEFT, "Images");
        axes(g, matrix, SECOND_LEFT, "Share of the images of each true class");
        int largest = Arrays.stream(matrix.counts())
                .flatMapToInt(Arrays::stream)
                .max()
                .orElseThrow();
        for (LesionClass truth : LesionClass.all()) {
            for (LesionClass predicted : LesionClass.all()) {
                int count = matrix.count(truth, predicted);
                Rectangle counts = square(LEFT, truth, predicted);
                // Logarithmic, or the most frequent class would leave all others white.
                cell(g, counts, String.format(Locale.ROOT, "%,d", count), Math.log1p(count) / Math.log1p(largest));
                Rectangle shares = square(SECOND_LEFT, truth, predicted);
                if (matrix.support(truth) == 0) {
                    cell(g, shares, "–", 0);
                } else {
                    double share = (double) count / matrix.support(truth);
                    cell(g, shares, String.format(Locale.ROOT, "%.2f", share), share);
                }
            }
        }
    }

    private static String figures(ClassificationReport report) {
        return String.format(
                Locale.ROOT,
                "%,d images of %,d lesions · accuracy %s · balanced accuracy %s (95 %% intervals)",
                report.images(),
                report.lesions(),
                text(report.accuracy()),
                text(report.balancedAccuracy()));
    }

    private static String text(Estimate estimate) {
        return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", estimate.value(), estimate.low(), estimate.high());
    }

    private static Rectangle square(int left, LesionClass truth, LesionClass predicted) {
        return new Rectangle(left + predicted.index() * CELL, TOP + truth.index() * CELL, CELL, CELL);
    }

    private static void axes(Graphics2D g, ConfusionMatrix matrix, int left, String heading) {
        int side = CELL * LesionClass.COUNT;
        double middle = left + side / 2.0;
        g.setColor(ChartCanvas.INK);
        g.setFont(ChartCanvas.bold(17));
        ChartCanvas.centred(g, heading, middle, TOP - 48);
        for (LesionClass c : LesionClass.all()) {
            double offset = (c.index() + 0.5) * CELL;
            g.setColor(ChartCanvas.INK);
            g.setFont(ChartCanvas.bold(15));
            ChartCanvas.centred(g, c.code(), left + offset, TOP - 16);
            ChartCanvas.centred(g, c.code(), left - 38, TOP + offset - 9);
            g.setColor(ChartCanvas.FAINT);
            g.setFont(ChartCanvas.plain(12));
            ChartCanvas.centred(g, String.format(Locale.ROOT, "n=%,d", matrix.support(c)), left - 38, TOP + offset + 9);
        }
        g.setColor(ChartCanvas.FAINT);
        g.setFont(ChartCanvas.plain(15));
        ChartCanvas.centred(g, "predicted", middle, TOP + side + 24);
        AffineTransform upright = g.getTransform();
        g.rotate(-Math.PI / 2, left - 88, TOP + side / 2.0);
        ChartCanvas.centred(g, "truth", left - 88, TOP + side / 2.0);
        g.setTransform(upright);
    }

    private static void cell(Graphics2D g, Rectangle where, String text, double depth) {
        g.setColor(shade(depth));
        g.fill(where);
        g.setColor(ChartCanvas.RULE);
        g.draw(where);
        g.setColor(depth > 0.6 ? Color.WHITE : ChartCanvas.INK);
        g.setFont(ChartCanvas.plain(17));
        ChartCanvas.centred(g, text, where.getCenterX(), where.getCenterY());
    }

    /** From white at 0 to dark blue at 1. */
    private static Color shade(double depth) {
        return new Color(
                between(255, DARKEST.getRed(), depth),
                between(255, DARKEST.getGreen(), depth),
                between(255, DARKEST.getBlue(), depth));
    }

    private static int between(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * share);
    }
}
