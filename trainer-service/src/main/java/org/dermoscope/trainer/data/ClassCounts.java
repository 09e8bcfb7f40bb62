package org.dermoscope.trainer.data;

import org.dermoscope.taxonomy.LesionClass;

/** How many images each class has. Immutable. */
public final class ClassCounts {
    private final int[] counts = new int[LesionClass.COUNT];
    private final int total;

    /** @param labels class indices, one an image */
    public ClassCounts(int[] labels) {
        for (int label : labels) {
            counts[label]++;
        }
        total = labels.length;
    }

    public int of(int label) {
        return counts[label];
    }

    public int total() {
        return total;
    }
}
