package org.dermoscope.quality;

/** How unlike the training images an image looks to a network; higher is more unlike. Lower case in JSON. */
public enum OutlierScore {
    /** {@code -ln Σ exp(logit)} (W. Liu et al., "Energy-based out-of-distribution detection", NeurIPS 2020). */
    ENERGY {
        @Override
        double of(NetworkView view, ClassClusters clusters) {
            double largest = Double.NEGATIVE_INFINITY;
            for (float logit : view.logits()) {
                largest = Math.max(largest, logit);
            }
            double sum = 0;
            for (float logit : view.logits()) {
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
        double of(NetworkView view, ClassClusters clusters) {
            return clusters.nearestSquaredDistance(view.logits());
        }
    },

    /** Squared distance of the features from the plane of the training part's, see {@link FeatureSpace}. */
    RESIDUAL {
        @Override
        double of(NetworkView view, ClassClusters clusters) {
            if (Double.isNaN(view.residual())) {
                throw new IllegalStateException("The features of the image were not looked at");
            }
            return view.residual();
        }
    };

    abstract double of(NetworkView view, ClassClusters clusters);
}
