package org.dermoscope.wire;

/**
 * From which probability on melanoma is to be suspected, and what that means on the validation part of the data.
 *
 * @param threshold on the probability of melanoma, 0..1
 * @param sensitivity share of the melanomas at or above it, 0..1
 * @param specificity share of the other images below it, 0..1
 */
public record MelanomaOperatingPoint(double threshold, double sensitivity, double specificity) {}
