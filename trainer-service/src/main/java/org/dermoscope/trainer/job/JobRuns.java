package org.dermoscope.trainer.job;

import org.dermoscope.trainer.training.EnsembleRuns;
import org.dermoscope.trainer.training.LrRangeRuns;
import org.dermoscope.trainer.training.TrainingRuns;

/**
 * What carries out the jobs of each kind.
 *
 * @param device on what, for people
 */
public record JobRuns(TrainingRuns trainings, LrRangeRuns rangeTests, EnsembleRuns ensembles, String device) {}
