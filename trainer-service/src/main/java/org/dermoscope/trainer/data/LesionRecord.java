package org.dermoscope.trainer.data;

import java.nio.file.Path;
import org.dermoscope.taxonomy.LesionClass;

/**
 * One located image of a data set.
 *
 * @param imageId unique in the data set
 * @param lesionId shared by the images of one lesion
 * @param label the diagnosis
 * @param file the encoded image
 */
public record LesionRecord(String imageId, String lesionId, LesionClass label, Path file, LesionAttributes attributes) {
    /** An image of which nothing else is known. */
    public LesionRecord(String imageId, String lesionId, LesionClass label, Path file) {
        this(imageId, lesionId, label, file, LesionAttributes.NONE);
    }
}
