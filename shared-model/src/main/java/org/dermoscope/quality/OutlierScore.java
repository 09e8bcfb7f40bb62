package org.dermoscope.quality;

/** How unlike the training images an image looks to a network, from its logits; higher is more unlike. Lower case in JSON. */
public enum OutlierScore {
    /** {@code -ln Σ exp(logit)} (W. Liu et al., "Energy-based out-of-distribution detection", NeurIPS 2020). */
    ENERGY {
        @Override
        double of(float[] logits, ClassClusters clusters) {
            double largest = Double.NEGATIVE_INFINITY;
            for (float logit : logits) {
                largest = Math.max(largest, logit);
            }
            double sum = 0;
            for (float logit : logits) {
                sum += Math.exp(logit - largest);
            }
            return -(largest + Math.log(sum));
        }
    },

    /**
     * Squared Mahalanobis distance to the nearest class, in the space of the logits (K. Lee et al., "A simple unified
     * framework for detecting out-of-distribution samples and adversarial attacks", NeurIPS 2018).
     */
    MAHALANOBIS {
        @Override
        double of(float[] logits, ClassClusters clusters) {
            return clusters.nearestSquaredDistance(logits);
        }
    };

    /** @param logits {@code float[7]}, before temperature */
    abstract double of(float[] logits, ClassClusters clusters);
}
