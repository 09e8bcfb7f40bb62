package org.dermoscope.graph;

/** What follows a convolution, value by value. */
public enum Activation {
    NONE,
    /** {@code max(0, y)}. */
    RELU,
    /** {@code min(max(0, y), 6)}. */
    RELU6
}
