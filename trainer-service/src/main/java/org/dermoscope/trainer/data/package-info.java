/**
 * From a folder to batches: metadata and images, the split into three parts, statistics of the training part, decoded
 * images in memory, augmentation. Nothing here knows the network or the engine.
 *
 * <p>The order of use: {@link org.dermoscope.trainer.data.DataRoots} → {@link
 * org.dermoscope.trainer.data.LesionCatalog} → {@link org.dermoscope.trainer.data.LesionGroupSplitter} → {@link
 * org.dermoscope.trainer.data.ImageCacheLoader} → {@link org.dermoscope.trainer.data.NormalizationEstimator} → {@link
 * org.dermoscope.trainer.data.TrainingBatches} and {@link org.dermoscope.trainer.data.EvaluationBatches}.
 */
@NullMarked
package org.dermoscope.trainer.data;

import org.jspecify.annotations.NullMarked;
