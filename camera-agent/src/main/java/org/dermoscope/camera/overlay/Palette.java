package org.dermoscope.camera.overlay;

import java.awt.Color;

/** The colours of the overlay. */
final class Palette {
    static final Color TEXT = new Color(245, 245, 245);
    static final Color MUTED = new Color(190, 190, 190);
    static final Color SHADE = new Color(0, 0, 0, 165);
    static final Color SURE = new Color(88, 214, 120);
    static final Color LIKELY = new Color(250, 214, 70);
    static final Color UNSURE = new Color(255, 150, 50);
    static final Color ALERT = new Color(190, 20, 30, 225);
    static final Color ABSTAINED = new Color(150, 95, 0, 225);
    static final Color TROUBLE = new Color(40, 70, 130, 225);
    static final Color REGION = new Color(120, 220, 255);
    static final Color NOTICE = new Color(20, 110, 60, 225);
    static final Color TRACK = new Color(255, 255, 255, 45);

    private static final double SURE_FROM = 0.8;
    private static final double LIKELY_FROM = 0.6;

    private Palette() {}

    /** @param confidence 0..1; from 0.8 on green, from 0.6 on yellow, below orange */
    static Color ofConfidence(double confidence) {
        if (confidence >= SURE_FROM) {
            return SURE;
        }
        return confidence >= LIKELY_FROM ? LIKELY : UNSURE;
    }
}
