package org.dermoscope.trainer.epoch;

import java.util.Arrays;
import org.dermoscope.architecture.ImbalanceSpec;
import org.dermoscope.taxonomy.LesionClass;

/**
 * Factors of the loss by class, in class-index order. Their mean over the training images is 1. Treat the array as
 * immutable.
 *
 * @param factors {@code double[7]}, each 0 or more; 0 for a class without training images
 */
public record ClassWeights(double[] factors) {
    public ClassWeights {
        if (factors.length != LesionClass.COUNT) {
            throw new IllegalArgumentException(
                    "There are " + LesionClass.COUNT + " class weights, got " + factors.length);
        }
    }

    /** Every class counts the same. */
    public static ClassWeights equal() {
        double[] factors = new double[LesionClass.COUNT];
        Arrays.fill(factors, 1);
        return new ClassWeights(factors);
    }

    /** As {@link ImbalanceSpec} says, for the class indices of all training images. */
    public static ClassWeights of(ImbalanceSpec spec, int[] labels) {
        if (spec.kind() == ImbalanceSpec.Kind.NONE) {
            return equal();
        }
        int[] counts = new int[LesionClass.COUNT];
        for (int label : labels) {
            counts[label]++;
        }
        double[] factors = new double[counts.length];
        double sum = 0;
        for (int c = 0; c < counts.length; c++) {
            if (counts[c] > 0) {
                factors[c] = Math.pow((double) labels.length / (counts.length * counts[c]), spec.power());
                sum += factors[c] * counts[c];
            }
        }
        for (int c = 0; c < factors.length; c++) {
            factors[c] *= labels.length / sum;
        }
        return new ClassWeights(factors);
    }

    double of(int label) {
        return factors[label];
    }
}
