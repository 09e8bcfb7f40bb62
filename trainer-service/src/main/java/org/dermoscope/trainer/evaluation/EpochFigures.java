package org.dermoscope.trainer.evaluation;

import java.util.Map;

/**
 * A classifier on one part, without intervals: quick enough for every epoch.
 *
 * @param loss mean cross-entropy in nats, unweighted
 * @param accuracy 0..1
 * @param balancedAccuracy mean recall over the classes present, 0..1
 * @param recall by class code in class-index order, classes present only, 0..1
 */
public record EpochFigures(
        int images, double loss, double accuracy, double balancedAccuracy, Map<String, Double> recall) {}
