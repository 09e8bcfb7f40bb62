package org.dermoscope.trainer.training;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dermoscope.checkpoint.ObjectNames;
import org.dermoscope.classify.GoldenImage;
import org.dermoscope.sample.SyntheticLesions;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.trainer.data.InvalidDataSetException;
import org.dermoscope.trainer.data.LesionRecord;

/** Chooses the images by which a loader proves that it computes what the trainer computed. Stateless. */
final class GoldenSelection {
    private GoldenSelection() {}

    /**
     * The first image of each class in the test part, encoded as it was found.
     *
     * @throws InvalidDataSetException if a file cannot be read any more
     */
    static List<GoldenImage> of(List<LesionRecord> test) {
        List<GoldenImage> goldens = new ArrayList<>();
        for (LesionClass label : LesionClass.all()) {
            Optional<LesionRecord> first =
                    test.stream().filter(r -> r.label() == label).findFirst();
            first.ifPresent(r -> goldens.add(
                    new GoldenImage(ObjectNames.golden(goldens.size(), label, extension(r)), label, bytes(r), false)));
        }
        return goldens;
    }

    /** A drawn picture of each class. */
    static List<GoldenImage> drawn() {
        return LesionClass.all().stream()
                .map(label -> new GoldenImage(
                        ObjectNames.golden(label.index(), label, "jpg"),
                        label,
                        SyntheticLesions.DEFAULT.jpeg(label, label.index(), 0),
                        true))
                .toList();
    }

    private static String extension(LesionRecord lesion) {
        String name = lesion.file().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static byte[] bytes(LesionRecord lesion) {
        try {
            return Files.readAllBytes(lesion.file());
        } catch (IOException e) {
            throw new InvalidDataSetException(
                    InvalidDataSetException.Problem.UNREADABLE_IMAGE,
                    "Image file " + lesion.file() + " cannot be read any more",
                    e);
        }
    }
}
