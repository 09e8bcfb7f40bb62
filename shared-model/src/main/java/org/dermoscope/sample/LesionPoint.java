package org.dermoscope.sample;

/**
 * A place in or around a lesion, in the lesion's own coordinates.
 *
 * @param x in mean radii from the centre, before the lesion is turned
 * @param y in mean radii from the centre
 * @param rho distance from the centre as a share of the outline's distance in that direction: 1 on the outline
 */
record LesionPoint(double x, double y, double rho) {
    double distanceTo(double otherX, double otherY) {
        double dx = x - otherX;
        double dy = y - otherY;
        return Math.sqrt(dx * dx + dy * dy);
    }
}
