package org.dermoscope.graph;

/**
 * Weights and bias of a convolution. The arrays are not copied; treat them as immutable.
 *
 * @param weights {@code float[out * in * height * width]} in that order
 * @param bias {@code float[out]}
 */
public record Kernel(float[] weights, Size size, float[] bias) {
    /**
     * @param out output channels
     * @param in input channels that an output channel is connected with
     * @param height in positions
     * @param width in positions
     */
    public record Size(int out, int in, int height, int width) {
        /** Weights of one output channel. */
        public int perOutput() {
            return in * height * width;
        }
    }

    /** @throws IllegalArgumentException if an array is not as long as the size says */
    public Kernel {
        if (weights.length != size.out() * size.perOutput() || bias.length != size.out()) {
            throw new IllegalArgumentException("A kernel of " + size + " has " + size.out() * size.perOutput()
                    + " weights and " + size.out() + " biases, got " + weights.length + " and " + bias.length);
        }
    }

    /**
     * The kernel whose convolution gives what this one's and then {@code gamma (y - mean) / sqrt(variance + epsilon) +
     * beta} give.
     */
    public Kernel folded(Normalization normalization) {
        float[] folded = new float[weights.length];
        float[] shifted = new float[bias.length];
        int per = size.perOutput();
        for (int o = 0; o < size.out(); o++) {
            double scale = normalization.gamma()[o] / Math.sqrt(normalization.variance()[o] + normalization.epsilon());
            for (int i = o * per; i < (o + 1) * per; i++) {
                folded[i] = (float) (weights[i] * scale);
            }
            shifted[o] = (float)
                    ((bias[o] - normalization.mean()[o]) * scale + normalization.beta()[o]);
        }
        return new Kernel(folded, size, shifted);
    }

    /**
     * The kernel that gives for an input what this one gives for the input with each channel multiplied.
     *
     * @param factors one an input channel, of all groups
     */
    public Kernel scaled(float[] factors) {
        int area = size.height() * size.width();
        int perGroup = size.out() * size.in() / factors.length;
        float[] scaled = new float[weights.length];
        for (int i = 0; i < scaled.length; i++) {
            int group = i / size.perOutput() / perGroup;
            scaled[i] = weights[i] * factors[group * size.in() + i / area % size.in()];
        }
        return new Kernel(scaled, size, bias);
    }

    /**
     * The kernel that gives the same for an input with more channels, whatever those are.
     *
     * @param inputs channels, not fewer than now
     */
    public Kernel widened(int inputs) {
        int area = size.height() * size.width();
        float[] wide = new float[size.out() * inputs * area];
        for (int o = 0; o < size.out(); o++) {
            System.arraycopy(weights, o * size.perOutput(), wide, o * inputs * area, size.perOutput());
        }
        return new Kernel(wide, new Size(size.out(), inputs, size.height(), size.width()), bias);
    }

    /** Batch normalisation with running statistics; each array has one value an output channel. */
    public record Normalization(float[] gamma, float[] beta, float[] mean, float[] variance, double epsilon) {}
}
