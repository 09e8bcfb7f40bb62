package org.dermoscope.quality;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Where the features of training images lie: near a plane of few dimensions, spanned by the principal components of their
 * variance. What lies far from the plane activates features together that no training image does. The distance is the
 * residual of H. Wang et al., "ViM: Out-of-distribution with virtual-logit matching" (CVPR 2022). Immutable and thread-safe.
 */
public final class FeatureSpace {
    /** Components a feature. */
    private static final int FEATURES_A_COMPONENT = 10;
    /** A component found in fewer images is one of these images more than of their kind. */
    private static final int IMAGES_A_COMPONENT = 10;

    private static final int ITERATIONS = 20;

    private final float[] mean;
    private final float[][] components;

    /**
     * @param mean {@code float[C]}
     * @param components {@code float[K][C]}, orthonormal; neither is copied
     * @throws IllegalArgumentException if a component has another length than the mean
     */
    public FeatureSpace(float[] mean, float[][] components) {
        for (float[] component : components) {
            requireLength(mean.length, component.length);
        }
        this.mean = mean;
        this.components = components;
    }

    /**
     * The plane of the images that these features are of: a tenth as many components as there are features, or images if
     * these are fewer, at least one. Found by orthogonal iteration (Golub and Van Loan, Matrix Computations, 8.2.4), always from
     * the same start.
     *
     * @param features {@code float[C]} an image, of at least one
     */
    public static FeatureSpace of(List<float[]> features) {
        int size = features.get(0).length;
        int count = Math.min(size / FEATURES_A_COMPONENT, features.size() / IMAGES_A_COMPONENT);
        double[] mean = mean(features);
        double[][] covariance = covariance(features, mean);
        double[][] components = new double[Math.max(1, count)][size];
        Random random = new Random(1);
        for (double[] component : components) {
            Arrays.setAll(component, i -> random.nextGaussian());
        }
        orthonormalize(components);
        for (int i = 0; i < ITERATIONS; i++) {
            for (int k = 0; k < components.length; k++) {
                components[k] = product(covariance, components[k]);
            }
            orthonormalize(components);
        }
        return new FeatureSpace(
                floats(mean),
                Arrays.stream(components).map(FeatureSpace::floats).toArray(float[][]::new));
    }

    /** Treat as immutable. */
    public float[] mean() {
        return mean;
    }

    /** Treat as immutable. */
    public float[][] components() {
        return components;
    }

    /**
     * Squared distance from the plane, 0 or above.
     *
     * @param features {@code float[C]}
     * @throws IllegalArgumentException if they are more or fewer
     */
    public double residual(float[] features) {
        requireLength(mean.length, features.length);
        double[] centred = new double[mean.length];
        double distance = 0;
        for (int i = 0; i < centred.length; i++) {
            centred[i] = features[i] - mean[i];
            distance += centred[i] * centred[i];
        }
        for (float[] component : components) {
            double along = 0;
            for (int i = 0; i < centred.length; i++) {
                along += centred[i] * component[i];
            }
            distance -= along * along;
        }
        return Math.max(0, distance);
    }

    private static void requireLength(int expected, int length) {
        if (length != expected) {
            throw new IllegalArgumentException(length + " features; the feature space has " + expected);
        }
    }

    private static double[] mean(List<float[]> features) {
        double[] mean = new double[features.get(0).length];
        for (float[] image : features) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += image[i] / features.size();
            }
        }
        return mean;
    }

    private static double[][] covariance(List<float[]> features, double[] mean) {
        double[][] covariance = new double[mean.length][mean.length];
        double[] centred = new double[mean.length];
        for (float[] image : features) {
            for (int i = 0; i < centred.length; i++) {
                centred[i] = image[i] - mean[i];
            }
            for (int row = 0; row < centred.length; row++) {
                double[] sums = covariance[row];
                double factor = centred[row] / features.size();
                for (int column = 0; column < centred.length; column++) {
                    sums[column] += factor * centred[column];
                }
            }
        }
        return covariance;
    }

    private static double[] product(double[][] matrix, double[] vector) {
        double[] product = new double[vector.length];
        for (int row = 0; row < product.length; row++) {
            product[row] = dot(matrix[row], vector);
        }
        return product;
    }

    /** Gram and Schmidt's; a vector without a direction of its own becomes zero, and takes nothing from a residual. */
    private static void orthonormalize(double[][] vectors) {
        for (int k = 0; k < vectors.length; k++) {
            double before = dot(vectors[k], vectors[k]);
            for (int other = 0; other < k; other++) {
                add(vectors[k], vectors[other], -dot(vectors[k], vectors[other]));
            }
            double left = dot(vectors[k], vectors[k]);
            double scale = left > 1e-20 * before ? 1 / Math.sqrt(left) : 0;
            for (int i = 0; i < vectors[k].length; i++) {
                vectors[k][i] *= scale;
            }
        }
    }

    private static void add(double[] target, double[] vector, double factor) {
        for (int i = 0; i < target.length; i++) {
            target[i] += factor * vector[i];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
