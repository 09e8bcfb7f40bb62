package org.dermoscope.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.trainer.data.LesionRecord;
import org.junit.jupiter.api.Test;

class CalibrationSelectionTest {
    @Test
    void everyClassGivesAsManyImagesAsLongAsItHasSome() {
        List<LesionRecord> training = new ArrayList<>();
        add(training, LesionClass.NV, 40);
        add(training, LesionClass.DF, 2);
        add(training, LesionClass.MEL, 9);
        List<LesionRecord> selected = CalibrationSelection.of(training, 16);
        assertThat(selected).hasSize(16).doesNotHaveDuplicates();
        assertThat(count(selected, LesionClass.DF)).isEqualTo(2);
        assertThat(count(selected, LesionClass.MEL)).isEqualTo(7);
        assertThat(count(selected, LesionClass.NV)).isEqualTo(7);
    }

    @Test
    void ofFewImagesAllAreTaken() {
        List<LesionRecord> training = new ArrayList<>();
        add(training, LesionClass.NV, 3);
        add(training, LesionClass.BCC, 1);
        assertThat(CalibrationSelection.of(training, 256)).containsExactlyInAnyOrderElementsOf(training);
        assertThat(CalibrationSelection.of(List.of(), 256)).isEmpty();
    }

    private static void add(List<LesionRecord> training, LesionClass label, int count) {
        for (int i = 0; i < count; i++) {
            String id = label.code() + i;
            training.add(new LesionRecord(id, id, label, Path.of(id + ".jpg")));
        }
    }

    private static long count(List<LesionRecord> selected, LesionClass label) {
        return selected.stream().filter(lesion -> lesion.label() == label).count();
    }
}
