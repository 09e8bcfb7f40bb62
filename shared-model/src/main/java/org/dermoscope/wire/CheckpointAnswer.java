package org.dermoscope.wire;

import java.time.Instant;

/**
 * A checkpoint in the list; {@code GET /checkpoints/{id}} gives its whole manifest.
 *
 * @param synthetic true when it was trained on the generated sample
 * @param validationBalancedAccuracy what promotion compares, 0..1
 * @param testBalancedAccuracy 0..1
 * @param champion whether it is what is served
 * @param pinned whether it is kept from being pruned
 */
public record CheckpointAnswer(
        String id,
        String architecture,
        Instant createdAt,
        String data,
        boolean synthetic,
        boolean leaky,
        double validationBalancedAccuracy,
        double testBalancedAccuracy,
        boolean promotable,
        boolean champion,
        boolean pinned) {}
