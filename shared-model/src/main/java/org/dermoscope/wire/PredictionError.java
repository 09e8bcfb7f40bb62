package org.dermoscope.wire;

/**
 * What stands in a batch answer for an image that could not be classified.
 *
 * @param error one sentence: what, the value, what is allowed
 * @param code machine-readable, for example {@code unreadable_image}
 * @param status the HTTP status that the image alone would have had
 */
public record PredictionError(String error, String code, int status) {}
