package org.dermoscope.onnx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dermoscope.graph.Kernel;

/**
 * A kernel in integers. Symmetric: 0 stays 0, and the largest absolute weight of an output channel becomes 127, or less
 * where the channel's bias would be too large an integer beside it.
 *
 * @param weights {@code byte[out * in * height * width]}
 * @param weightScales {@code float[out]}
 * @param bias in units of {@code biasScales}
 * @param biasScales {@code float[out]}, weight scale times input scale: the unit of what the products sum to
 */
record QuantizedKernel(byte[] weights, float[] weightScales, int[] bias, float[] biasScales) {
    private static final int LARGEST = 127;
    /** Leaves room for the products that are added to it. */
    private static final float LARGEST_BIAS = 1 << 30;

    static QuantizedKernel of(Kernel kernel, float inputScale) {
        int out = kernel.size().out();
        int per = kernel.size().perOutput();
        byte[] weights = new byte[kernel.weights().length];
        float[] weightScales = new float[out];
        int[] bias = new int[out];
        float[] biasScales = new float[out];
        for (int o = 0; o < out; o++) {
            float largest = 0;
            for (int i = o * per; i < (o + 1) * per; i++) {
                largest = Math.max(largest, Math.abs(kernel.weights()[i]));
            }
            float forBias = Math.abs(kernel.bias()[o]) / inputScale / LARGEST_BIAS;
            weightScales[o] = largest > 0 || forBias > 0 ? Math.max(largest / LARGEST, forBias) : 1;
            round(kernel.weights(), o * per, per, weightScales[o], weights);
            biasScales[o] = weightScales[o] * inputScale;
            bias[o] = Math.round(kernel.bias()[o] / biasScales[o]);
        }
        return new QuantizedKernel(weights, weightScales, bias, biasScales);
    }

    /**
     * Rounds an output channel's weights so that their sum is off by at most half a step: what such a channel makes of an even
     * area, whose values are all alike, is then almost exact. Where each is rounded to its nearest integer instead, errors add up
     * in detectors of edges, whose large weights cancel each other. Of the weights that are nearest to halfway between two
     * integers as many as needed take the other one.
     */
    private static void round(float[] values, int from, int count, float scale, byte[] rounded) {
        List<Integer> candidates = new ArrayList<>();
        double[] errors = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            float exact = values[from + i] / scale;
            rounded[from + i] = (byte) Math.round(exact);
            errors[i] = rounded[from + i] - exact;
            sum += errors[i];
            if (errors[i] != 0) {
                candidates.add(i);
            }
        }
        int excess = (int) Math.rint(sum);
        int direction = Integer.signum(excess);
        candidates.sort(Comparator.comparingDouble(i -> -direction * errors[i]));
        candidates.stream().limit(Math.abs(excess)).forEach(i -> rounded[from + i] -= (byte) direction);
    }
}
