package org.dermoscope.classify;

import java.util.Arrays;
import org.dermoscope.taxonomy.LesionClass;

/**
 * What each position of a network's last features contributes to its logits, exactly: a class's contributions and its
 * bias sum to its logit. Position {@code (row, column)} stands for the part of the image at the same relative place.
 * Treat the arrays as immutable.
 *
 * @param height in positions
 * @param width in positions
 * @param contributions {@code float[7 * height * width]}, class by class in class-index order, row by row
 * @param bias {@code float[7]} in class-index order
 */
public record Evidence(int height, int width, float[] contributions, float[] bias) {
    /** A class's contributions, {@code float[height * width]}, row by row. */
    public float[] of(LesionClass lesionClass) {
        int size = height * width;
        int start = lesionClass.index() * size;
        return Arrays.copyOfRange(contributions, start, start + size);
    }
}
