package org.dermoscope.trainer.evaluation;

import org.dermoscope.imaging.RgbImage;
import org.dermoscope.taxonomy.LesionClass;

/**
 * A decoded image with its diagnosis.
 *
 * @param lesionId shared by the images of one lesion
 */
public record LabelledImage(String imageId, String lesionId, LesionClass label, RgbImage image) {}
