package org.dermoscope.trainer.training;

import java.util.List;
import org.dermoscope.classify.GoldenImage;

/**
 * A run whose epochs are over.
 *
 * @param goldens images that travel with the checkpoint
 */
record TrainedRun(PreparedData data, TrainedWeights trained, List<GoldenImage> goldens) {}
