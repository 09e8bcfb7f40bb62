package org.dermoscope.architecture;

/**
 * How an architecture is trained unless a job says otherwise.
 *
 * @param batchNormMomentum weight of the old running statistics at each step, in [0, 1); Keras' meaning and default 0.99
 * @param labelSmoothing the share of each image's target that is spread evenly over all classes, in [0, 0.5]; 0 is off
 */
public record TrainingRecipe(
        int epochs,
        int batchSize,
        double batchNormMomentum,
        OptimizerSpec optimizer,
        ScheduleSpec schedule,
        AugmentationSpec augmentation,
        ImbalanceSpec imbalance,
        double labelSmoothing,
        MixupSpec mixup,
        WeightAverageSpec weightAverage,
        EarlyStoppingSpec earlyStopping,
        FineTuningSpec fineTuning) {
    /**
     * Without what the original system did not have: label smoothing, mixup, the average of the weights and pretrained
     * weights are off.
     */
    public TrainingRecipe(
            int epochs,
            int batchSize,
            double batchNormMomentum,
            OptimizerSpec optimizer,
            ScheduleSpec schedule,
            AugmentationSpec augmentation,
            ImbalanceSpec imbalance,
            EarlyStoppingSpec earlyStopping) {
        this(
                epochs,
                batchSize,
                batchNormMomentum,
                optimizer,
                schedule,
                augmentation,
                imbalance,
                0,
                MixupSpec.OFF,
                WeightAverageSpec.OFF,
                earlyStopping,
                FineTuningSpec.OFF);
    }

    /** For the drawn sample, whose classes a few epochs from random weights tell apart. */
    static TrainingRecipe ofSample(double learningRate) {
        return new TrainingRecipe(
                4,
                16,
                0.9,
                OptimizerSpec.adam(learningRate),
                ScheduleSpec.plateau(0.5, 4, 1e-6),
                AugmentationSpec.STANDARD,
                new ImbalanceSpec(ImbalanceSpec.Kind.CLASS_WEIGHTS, 1),
                new EarlyStoppingSpec(true, 4));
    }
}
