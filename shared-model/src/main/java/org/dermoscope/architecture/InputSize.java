package org.dermoscope.architecture;

/** Network input size in pixels; always three channels. */
public record InputSize(int height, int width) {}
