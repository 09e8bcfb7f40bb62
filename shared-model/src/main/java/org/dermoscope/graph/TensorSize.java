package org.dermoscope.graph;

/** Of one image's tensor {@code (channels, height, width)}. */
public record TensorSize(int channels, int height, int width) {
    /** As an array, in that order. */
    public long[] shape() {
        return new long[] {channels, height, width};
    }
}
