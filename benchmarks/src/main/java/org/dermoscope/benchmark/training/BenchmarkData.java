package org.dermoscope.benchmark.training;

import java.io.IOException;
import java.nio.file.Path;
import org.dermoscope.architecture.AugmentationSpec;
import org.dermoscope.architecture.InputSize;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.imaging.ImageLimits;
import org.dermoscope.imaging.PreprocessingSpec;
import org.dermoscope.imaging.Preprocessor;
import org.dermoscope.sample.SampleDataSet;
import org.dermoscope.sample.SampleSpec;
import org.dermoscope.trainer.data.Augmenter;
import org.dermoscope.trainer.data.BatchConfig;
import org.dermoscope.trainer.data.DataSplit;
import org.dermoscope.trainer.data.ImageCache;
import org.dermoscope.trainer.data.ImageCacheLoader;
import org.dermoscope.trainer.data.LesionCatalog;
import org.dermoscope.trainer.data.LesionDataset;
import org.dermoscope.trainer.data.LesionGroupSplitter;
import org.dermoscope.trainer.data.NormalizationEstimator;
import org.dermoscope.trainer.data.NormalizationMode;
import org.dermoscope.trainer.data.SplitConfig;
import org.dermoscope.trainer.data.TrainingBatches;

/**
 * A data set prepared as a training does it.
 *
 * @param name of the data set
 * @param batches of the training part, with the original's augmentation
 * @param decodeSecondsPerImage reading, decoding and resizing, as long as it kept all threads busy
 */
record BenchmarkData(String name, TrainingBatches batches, double decodeSecondsPerImage) {
    private static final SplitConfig SPLIT = new SplitConfig(SplitConfig.By.LESION, 0.7, 0.15, 0.15);
    private static final long SEED = 42;

    /** @param folder of a HAM10000-like data set; where it is absent, the generated sample is written there */
    static BenchmarkData read(Path folder, InputSize input, int batch, int threads)
            throws IOException, InterruptedException {
        if (!folder.toFile().isDirectory() || SampleDataSet.isIn(folder)) {
            SampleDataSet.write(folder, SampleSpec.DEFAULT);
        }
        LesionCatalog catalog = LesionCatalog.read(folder, 0.01);
        DataSplit split = LesionGroupSplitter.split(catalog.records(), SPLIT, SEED);
        long start = System.nanoTime();
        ImageCache cache = new ImageCacheLoader(new ImageDecoder(ImageLimits.DEFAULT), threads)
                .load(catalog.records(), input, (done, total) -> {});
        double seconds = (System.nanoTime() - start) / 1e9 / catalog.records().size();
        LesionDataset training = new LesionDataset(split.training(), cache);
        PreprocessingSpec preprocessing = PreprocessingSpec.of(
                input.height(), input.width(), NormalizationEstimator.estimate(training, NormalizationMode.POOLED));
        Augmenter augmenter = new Augmenter(AugmentationSpec.STANDARD, new Preprocessor(preprocessing));
        TrainingBatches batches = new TrainingBatches(training, augmenter, new BatchConfig(batch, SEED, threads));
        return new BenchmarkData(catalog.name(), batches, seconds);
    }
}
