package org.dermoscope.inference.predict;

/**
 * What a request may hold beyond the limits of one image.
 *
 * @param batchImages images in one batch request, at least 1
 */
public record RequestLimits(int batchImages) {}
