package org.dermoscope.wire;

/**
 * Why an answer should not be relied on.
 *
 * @param reason {@code too_small}, {@code uniform}, {@code too_dark}, {@code too_bright}, {@code blurred}, {@code
 *     no_skin_colours} or {@code out_of_distribution}
 * @param explanation one sentence for people
 * @param value what was measured
 * @param threshold what it is beyond
 */
public record AbstentionNotice(String reason, String explanation, double value, double threshold) {}
