package org.dermoscope.onnx;

import java.util.Arrays;
import java.util.List;
import org.dermoscope.graph.UnsupportedBlockException;

/**
 * How the integers of a tensor are to be read: those of a concatenation keep the scales of the tensors that they are from.
 *
 * @param scales {@code float[channels]}
 * @param zeroPoint of all channels
 */
record ChannelScales(float[] scales, int zeroPoint) {
    static ChannelScales uniform(ActivationScale scale, int channels) {
        float[] scales = new float[channels];
        Arrays.fill(scales, scale.scale());
        return new ChannelScales(scales, scale.zeroPoint());
    }

    /** @throws UnsupportedBlockException if 0 is not the same integer in all of them */
    static ChannelScales joined(String tensor, List<ChannelScales> parts) {
        int zeroPoint = parts.get(0).zeroPoint();
        float[] scales = new float[0];
        for (ChannelScales part : parts) {
            if (part.zeroPoint() != zeroPoint) {
                throw new UnsupportedBlockException("Tensor '" + tensor
                        + "' cannot be concatenated in integers: 0 is " + zeroPoint + " in one part of it and "
                        + part.zeroPoint() + " in another");
            }
            int channels = scales.length;
            scales = Arrays.copyOf(scales, channels + part.scales().length);
            System.arraycopy(part.scales(), 0, scales, channels, part.scales().length);
        }
        return new ChannelScales(scales, zeroPoint);
    }

    boolean uniform() {
        for (float scale : scales) {
            if (scale != scales[0]) {
                return false;
            }
        }
        return true;
    }

    float largest() {
        float largest = 0;
        for (float scale : scales) {
            largest = Math.max(largest, scale);
        }
        return largest;
    }

    /** What a weight of each channel is multiplied with so that all channels can be read with the largest scale. */
    float[] factors() {
        float[] factors = new float[scales.length];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = scales[i] / largest();
        }
        return factors;
    }

    /** What values, one a channel, are where all channels are read with the largest scale. */
    float[] read(float[] values) {
        float[] factors = factors();
        float[] read = new float[factors.length];
        for (int i = 0; i < read.length; i++) {
            read[i] = values[i] / factors[i];
        }
        return read;
    }
}
