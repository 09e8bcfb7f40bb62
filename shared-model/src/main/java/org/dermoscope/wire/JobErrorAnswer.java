package org.dermoscope.wire;

/**
 * Why a job did not succeed.
 *
 * @param code for programs, for example {@code missing_images}
 * @param message one sentence for people
 */
public record JobErrorAnswer(String code, String message) {}
