package org.dermoscope.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dermoscope.taxonomy.LesionClass;

/**
 * Where the logits of each class's training images lie.
 *
 * @param means {@code [class][7]}; a class without images is absent
 * @param precision {@code [7][7]}, inverse of the covariance within the classes
 */
public record ClassClusters(List<List<Double>> means, List<List<Double>> precision) {
    private static final int K = LesionClass.COUNT;
    /** Added to the covariance's diagonal, as a share of its mean: else a direction without spread has no inverse. */
    private static final double RIDGE = 1e-3;

    public ClassClusters {
        means = means.stream().map(List::copyOf).toList();
        precision = precision.stream().map(List::copyOf).toList();
    }

    /**
     * @param logits {@code float[7]} each, before temperature
     * @param labels of the same images; at least two images
     */
    public static ClassClusters of(List<float[]> logits, List<LesionClass> labels) {
        double[][] means = new double[K][K];
        int[] counts = new int[K];
        for (int i = 0; i < logits.size(); i++) {
            int label = labels.get(i).index();
            counts[label]++;
            for (int d = 0; d < K; d++) {
                means[label][d] += logits.get(i)[d];
            }
        }
        for (int c = 0; c < K; c++) {
            for (int d = 0; d < K; d++) {
                means[c][d] /= Math.max(1, counts[c]);
            }
        }
        double[][] covariance = new double[K][K];
        for (int i = 0; i < logits.size(); i++) {
            double[] mean = means[labels.get(i).index()];
            for (int a = 0; a < K; a++) {
                for (int b = 0; b < K; b++) {
                    covariance[a][b] += (logits.get(i)[a] - mean[a]) * (logits.get(i)[b] - mean[b]) / logits.size();
                }
            }
        }
        List<List<Double>> present = new ArrayList<>();
        for (int c = 0; c < K; c++) {
            if (counts[c] > 0) {
                present.add(boxed(means[c]));
            }
        }
        return new ClassClusters(
                present,
                Arrays.stream(inverse(ridged(covariance)))
                        .map(ClassClusters::boxed)
                        .toList());
    }

    double nearestSquaredDistance(float[] logits) {
        double nearest = Double.POSITIVE_INFINITY;
        for (List<Double> mean : means) {
            double distance = 0;
            for (int a = 0; a < K; a++) {
                for (int b = 0; b < K; b++) {
                    distance += (logits[a] - mean.get(a)) * precision.get(a).get(b) * (logits[b] - mean.get(b));
                }
            }
            nearest = Math.min(nearest, distance);
        }
        return nearest;
    }

    private static double[][] ridged(double[][] covariance) {
        double trace = 0;
        for (int d = 0; d < K; d++) {
            trace += covariance[d][d];
        }
        for (int d = 0; d < K; d++) {
            covariance[d][d] += RIDGE * trace / K + Double.MIN_NORMAL;
        }
        return covariance;
    }

    /** Of a symmetric positive definite matrix, by Gauss and Jordan; needs no pivots. */
    private static double[][] inverse(double[][] matrix) {
        double[][] inverse = new double[K][K];
        for (int d = 0; d < K; d++) {
            inverse[d][d] = 1;
        }
        for (int pivot = 0; pivot < K; pivot++) {
            double scale = 1 / matrix[pivot][pivot];
            for (int column = 0; column < K; column++) {
                matrix[pivot][column] *= scale;
                inverse[pivot][column] *= scale;
            }
            for (int row = 0; row < K; row++) {
                double factor = row == pivot ? 0 : matrix[row][pivot];
                for (int column = 0; column < K; column++) {
                    matrix[row][column] -= factor * matrix[pivot][column];
                    inverse[row][column] -= factor * inverse[pivot][column];
                }
            }
        }
        return inverse;
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
