package org.dermoscope.trainer.run;

import java.util.Map;

/**
 * What is known after an epoch; one line of {@code history.jsonl}.
 *
 * @param epoch from 1
 * @param learningRate of the epoch's last step
 * @param trainingLoss mean over the epoch's steps, weighted as trained, without the L2 penalty
 * @param trainingAccuracy mean over the epoch's steps, on augmented images, 0..1; of mixed images the label with the larger share counts
 * @param validationLoss mean cross-entropy, unweighted
 * @param validationRecall by class code, classes present only, 0..1
 * @param imagesPerSecond of the training steps alone
 * @param seconds of the whole epoch, validation included
 * @param best whether this epoch is the best so far
 */
public record EpochMetrics(
        int epoch,
        double learningRate,
        double trainingLoss,
        double trainingAccuracy,
        double validationLoss,
        double validationAccuracy,
        double validationBalancedAccuracy,
        Map<String, Double> validationRecall,
        double imagesPerSecond,
        double seconds,
        boolean best) {}
