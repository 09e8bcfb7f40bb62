package org.dermoscope.quality;

/**
 * That a classification should not be relied on.
 *
 * @param value what was measured
 * @param threshold what it is beyond
 */
public record Abstention(AbstentionReason reason, double value, double threshold) {}
