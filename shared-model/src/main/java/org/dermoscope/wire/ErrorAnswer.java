package org.dermoscope.wire;

/**
 * The body of every answer that is not a success.
 *
 * @param error one sentence for people: what, the value, what is allowed
 * @param code for programs: lower-case words joined by {@code _}, for example {@code unknown_field}
 */
public record ErrorAnswer(String error, String code) {}
