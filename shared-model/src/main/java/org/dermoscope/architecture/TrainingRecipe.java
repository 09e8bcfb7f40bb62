package org.dermoscope.architecture;

/**
 * How an architecture is trained unless a job says otherwise.
 *
 * @param batchNormMomentum weight of the old running statistics at each step, in [0, 1); Keras' meaning and default 0.99
 */
public record TrainingRecipe(
        int epochs,
        int batchSize,
        double batchNormMomentum,
        OptimizerSpec optimizer,
        ScheduleSpec schedule,
        AugmentationSpec augmentation,
        ImbalanceSpec imbalance,
        EarlyStoppingSpec earlyStopping) {}
