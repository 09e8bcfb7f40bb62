package org.dermoscope.trainer.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dermoscope.checkpoint.ObjectNames;
import org.dermoscope.classify.GoldenImage;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.trainer.data.LesionRecord;

/**
 * Chooses the images that travel with a checkpoint: of each class the first of the test part by image id, as it was
 * encoded, so that decoding is checked as well. Nothing was trained on them.
 */
final class GoldenSelection {
    private GoldenSelection() {}

    /** At most one image a class, in class order; a class without test images has none. */
    static List<GoldenImage> of(List<LesionRecord> test) {
        List<GoldenImage> goldens = new ArrayList<>();
        for (LesionClass lesionClass : LesionClass.all()) {
            test.stream()
                    .filter(record -> record.label() == lesionClass)
                    .findFirst()
                    .ifPresent(record -> goldens.add(golden(goldens.size(), record)));
        }
        return List.copyOf(goldens);
    }

    private static GoldenImage golden(int number, LesionRecord record) {
        try {
            return new GoldenImage(
                    ObjectNames.golden(number, record.label(), extension(record.file())),
                    record.label(),
                    Files.readAllBytes(record.file()));
        } catch (IOException e) {
            throw new UncheckedIOException("Image file " + record.file() + " cannot be read", e);
        }
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
