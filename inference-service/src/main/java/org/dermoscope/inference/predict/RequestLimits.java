package org.dermoscope.inference.predict;

import java.time.Duration;

/**
 * What a request may ask for beyond the limits of one image.
 *
 * @param batchImages images in one batch request, at least 1
 * @param perClient requests in flight of one client, at least 1
 * @param refusalHold how long the refusal of one more is held back, 0 or more
 * @param deadline of a request that does not ask for a shorter one, more than 0
 */
public record RequestLimits(int batchImages, int perClient, Duration refusalHold, Duration deadline) {
    public RequestLimits {
        if (refusalHold.isNegative()) {
            throw new IllegalArgumentException("Refusals are held back for " + refusalHold + "; allowed: 0 or more");
        }
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("The deadline is " + deadline + "; allowed: more than 0");
        }
    }
}
