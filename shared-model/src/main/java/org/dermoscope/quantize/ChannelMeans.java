package org.dermoscope.quantize;

/** Means of a tensor's channels over positions and images. Not thread-safe. */
final class ChannelMeans {
    private double[] sums = {};
    private long images;

    /** @param values {@code float[channels * positions]} of one image */
    void add(float[] values, int channels) {
        if (images == 0) {
            sums = new double[channels];
        }
        int positions = values.length / channels;
        for (int channel = 0; channel < channels; channel++) {
            double sum = 0;
            for (int i = channel * positions; i < (channel + 1) * positions; i++) {
                sum += values[i];
            }
            sums[channel] += sum / positions;
        }
        images++;
    }

    /** {@code float[channels]} */
    float[] means() {
        float[] means = new float[sums.length];
        for (int channel = 0; channel < means.length; channel++) {
            means[channel] = (float) (sums[channel] / images);
        }
        return means;
    }
}
