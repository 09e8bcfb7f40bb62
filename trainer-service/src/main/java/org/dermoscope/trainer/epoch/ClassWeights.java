package org.dermoscope.trainer.epoch;

import java.util.Arrays;
import org.dermoscope.architecture.ImbalanceSpec;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.trainer.data.ClassCounts;

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

    /** As the specification says, for the training images; equal for kinds without weights. */
    public static ClassWeights of(ImbalanceSpec spec, ClassCounts counts) {
        return switch (spec.kind()) {
            case CLASS_WEIGHTS, FOCAL -> inverseFrequencies(spec.power(), counts);
            case NONE, BALANCED_SAMPLER, LOGIT_ADJUSTMENT -> equal();
        };
    }

    private static ClassWeights inverseFrequencies(double power, ClassCounts counts) {
        double[] factors = new double[LesionClass.COUNT];
        double sum = 0;
        for (int c = 0; c < factors.length; c++) {
            int images = counts.of(c);
            if (images > 0) {
                factors[c] = Math.pow((double) counts.total() / (factors.length * images), power);
                sum += factors[c] * images;
            }
        }
        for (int c = 0; c < factors.length; c++) {
            factors[c] *= counts.total() / sum;
        }
        return new ClassWeights(factors);
    }

    double of(int label) {
        return factors[label];
    }
}
