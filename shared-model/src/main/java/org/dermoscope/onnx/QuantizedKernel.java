package org.dermoscope.onnx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dermoscope.graph.Kernel;

/**
 * A kernel in integers. Symmetric: 0 stays 0, and the largest absolute weight of an output channel becomes 127, or less
 * where the channel's bias would be too large an integer beside it, or two products too large a sum.
 *
 * <p>Processors without instructions for sums of 8-bit products in 32 bits (x86 before VNNI) sum pairs of them in 16 bits, those
 * of neighbouring input channels, and cut off what is larger. No pair of these weights has such a sum, so that every processor
 * computes the same.
 *
 * @param weights {@code byte[out * in * height * width]}
 * @param weightScales {@code float[out]}
 * @param bias in units of {@code biasScales}
 * @param biasScales {@code float[out]}, weight scale times input scale: the unit of what the products sum to
 */
record QuantizedKernel(byte[] weights, float[] weightScales, int[] bias, float[] biasScales) {
    private static final int LARGEST = 127;
    /** With an input of 255 each, before rounding, which adds up to 1 to either: 128 * 255 is the most that 16 bits hold. */
    private static final int LARGEST_PAIR = 126;
    /** Leaves room for the products that are added to it. */
    private static final float LARGEST_BIAS = 1 << 30;

    /**
     * @param inputScale a step of the input
     * @param inputMeans of the input's channels, of all groups; what rounding changes for such an input is taken off the bias (M.
     *     Nagel et al., "Data-Free Quantization Through Weight Equalization and Bias Correction", ICCV 2019)
     */
    static QuantizedKernel of(Kernel kernel, float inputScale, float[] inputMeans) {
        int out = kernel.size().out();
        int per = kernel.size().perOutput();
        byte[] weights = new byte[kernel.weights().length];
        float[] weightScales = new float[out];
        int[] bias = new int[out];
        float[] biasScales = new float[out];
        for (int o = 0; o < out; o++) {
            float forWeights = Math.max(largest(kernel, o) / LARGEST, largestPair(kernel, o) / LARGEST_PAIR);
            float forBias = Math.abs(kernel.bias()[o]) / inputScale / LARGEST_BIAS;
            weightScales[o] = forWeights > 0 || forBias > 0 ? Math.max(forWeights, forBias) : 1;
            round(kernel.weights(), o * per, per, weightScales[o], weights);
            biasScales[o] = weightScales[o] * inputScale;
            double exact = kernel.bias()[o] - meanError(kernel, o, weights, weightScales[o], inputMeans);
            bias[o] = (int) Math.rint(exact / biasScales[o]);
        }
        return new QuantizedKernel(weights, weightScales, bias, biasScales);
    }

    private static float largest(Kernel kernel, int output) {
        int per = kernel.size().perOutput();
        float largest = 0;
        for (int i = output * per; i < (output + 1) * per; i++) {
            largest = Math.max(largest, Math.abs(kernel.weights()[i]));
        }
        return largest;
    }

    /** The largest sum of two weights of one sign and position, of input channels 0 and 1, 2 and 3, and so on. */
    private static float largestPair(Kernel kernel, int output) {
        int area = kernel.size().height() * kernel.size().width();
        int from = output * kernel.size().perOutput();
        float largest = 0;
        for (int channel = 0; channel + 1 < kernel.size().in(); channel += 2) {
            for (int i = from + channel * area; i < from + (channel + 1) * area; i++) {
                float first = kernel.weights()[i];
                float second = kernel.weights()[i + area];
                if (first * second > 0) {
                    largest = Math.max(largest, Math.abs(first + second));
                }
            }
        }
        return largest;
    }

    /** How much larger the output is after rounding, for an input that is its mean everywhere. */
    private static double meanError(Kernel kernel, int output, byte[] weights, float scale, float[] inputMeans) {
        Kernel.Size size = kernel.size();
        int area = size.height() * size.width();
        int outputsOfGroup = size.out() * size.in() / inputMeans.length;
        int firstInput = output / outputsOfGroup * size.in();
        double error = 0;
        for (int i = 0; i < size.perOutput(); i++) {
            int weight = output * size.perOutput() + i;
            error += ((double) weights[weight] * scale - kernel.weights()[weight]) * inputMeans[firstInput + i / area];
        }
        return error;
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
