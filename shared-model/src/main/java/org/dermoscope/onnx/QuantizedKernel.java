package org.dermoscope.onnx;

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
            for (int i = o * per; i < (o + 1) * per; i++) {
                weights[i] = (byte) Math.round(kernel.weights()[i] / weightScales[o]);
            }
            biasScales[o] = weightScales[o] * inputScale;
            bias[o] = Math.round(kernel.bias()[o] / biasScales[o]);
        }
        return new QuantizedKernel(weights, weightScales, bias, biasScales);
    }
}
