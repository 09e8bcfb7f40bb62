package org.dermoscope.wire;

/**
 * Whether a checkpoint or an ensemble became champion.
 *
 * @param checkpointId of the one or the other
 * @param promoted whether the pointer moved to it
 * @param rule what decided, in lower case, for example {@code better}
 * @param reason one sentence for people, with the figures where they decided
 */
public record PromotionAnswer(String checkpointId, boolean promoted, String rule, String reason) {}
