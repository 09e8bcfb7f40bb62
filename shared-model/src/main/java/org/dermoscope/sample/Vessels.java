package org.dermoscope.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Branching lines that get thinner from branch to branch. */
final class Vessels {
    private static final int STEPS = 9;

    private record Segment(double fromX, double fromY, double toX, double toY, double width) {
        double cover(LesionPoint point) {
            double dx = toX - fromX;
            double dy = toY - fromY;
            double t = ((point.x() - fromX) * dx + (point.y() - fromY) * dy) / (dx * dx + dy * dy);
            double clamped = Math.max(0, Math.min(1, t));
            double awayX = point.x() - fromX - clamped * dx;
            double awayY = point.y() - fromY - clamped * dy;
            return Draw.ramp(2.25, 0.25, (awayX * awayX + awayY * awayY) / (width * width));
        }
    }

    private final List<Segment> segments = new ArrayList<>();
    private final Random random;

    private Vessels(Random random) {
        this.random = random;
    }

    /** Trees that grow from the outline inwards. */
    static Vessels growing(Random random, int trees) {
        Vessels vessels = new Vessels(random);
        for (int i = 0; i < trees; i++) {
            double angle = Draw.between(random, 0, 2 * Math.PI);
            vessels.grow(
                    new LesionPoint(0.95 * StrictMath.cos(angle), 0.95 * StrictMath.sin(angle), 1),
                    angle + Math.PI + Draw.between(random, -0.5, 0.5),
                    0.034,
                    2);
        }
        return vessels;
    }

    private void grow(LesionPoint from, double direction, double width, int generations) {
        LesionPoint at = from;
        double heading = direction;
        for (int i = 0; i < STEPS; i++) {
            heading += Draw.between(random, -0.5, 0.5);
            LesionPoint next = new LesionPoint(
                    at.x() + 0.09 * StrictMath.cos(heading), at.y() + 0.09 * StrictMath.sin(heading), 0);
            segments.add(new Segment(at.x(), at.y(), next.x(), next.y(), width));
            if (generations > 1 && i % 3 == 2) {
                double side = random.nextBoolean() ? 0.9 : -0.9;
                grow(next, heading + side, width * 0.65, generations - 1);
            }
            at = next;
        }
    }

    /** 1 on a vessel, 0 off all of them. */
    double cover(LesionPoint point) {
        double cover = 0;
        for (Segment segment : segments) {
            cover = Math.max(cover, segment.cover(point));
        }
        return cover;
    }
}
