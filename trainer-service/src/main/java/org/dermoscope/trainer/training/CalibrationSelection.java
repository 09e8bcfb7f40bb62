package org.dermoscope.trainer.training;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.trainer.data.LesionRecord;

/**
 * Which images the scales of 8-bit values are from: of every class as many, since balanced accuracy decides on what comes of
 * them and most images of the data set are of one class.
 */
final class CalibrationSelection {
    private CalibrationSelection() {}

    /**
     * The classes in turn, as long as they have images, and each class's images in the order in which they come here.
     *
     * @param count at least 1
     * @return as many, or all if there are fewer
     */
    static List<LesionRecord> of(List<LesionRecord> training, int count) {
        List<Deque<LesionRecord>> byClass = new ArrayList<>();
        for (LesionClass lesionClass : LesionClass.all()) {
            byClass.add(new ArrayDeque<>(training.stream()
                    .filter(lesion -> lesion.label() == lesionClass)
                    .toList()));
        }
        int most = Math.min(count, training.size());
        List<LesionRecord> selected = new ArrayList<>(most);
        while (selected.size() < most) {
            for (Deque<LesionRecord> images : byClass) {
                if (!images.isEmpty() && selected.size() < most) {
                    selected.add(images.removeFirst());
                }
            }
        }
        return List.copyOf(selected);
    }
}
