package org.dermoscope.trainer.evaluation;

import java.util.ArrayList;
import java.util.List;

/** Builds a ROC curve image by image, and leaves out the points on a straight line between their neighbours. */
final class RocCorners {
    private final int positives;
    private final int negatives;
    private final List<int[]> corners = new ArrayList<>(List.of(new int[] {0, 0}));
    private int truePositives;
    private int falsePositives;

    RocCorners(int positives, int negatives) {
        this.positives = positives;
        this.negatives = negatives;
    }

    void count(boolean positive) {
        if (positive) {
            truePositives++;
        } else {
            falsePositives++;
        }
    }

    /** Ends a group of images with one score. */
    void end() {
        int[] next = {falsePositives, truePositives};
        if (corners.size() > 1) {
            int[] before = corners.get(corners.size() - 2);
            int[] last = corners.get(corners.size() - 1);
            long turn = (long) (last[0] - before[0]) * (next[1] - last[1])
                    - (long) (last[1] - before[1]) * (next[0] - last[0]);
            if (turn == 0) {
                corners.remove(corners.size() - 1);
            }
        }
        corners.add(next);
    }

    List<RocCurve.Point> points() {
        return corners.stream()
                .map(c -> new RocCurve.Point((double) c[0] / negatives, (double) c[1] / positives))
                .toList();
    }
}
