package org.dermoscope.trainer.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dermoscope.architecture.InputSize;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.imaging.NormalizationStats;
import org.dermoscope.imaging.PreprocessingSpec;
import org.dermoscope.imaging.Preprocessor;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.trainer.data.DataSplit;
import org.dermoscope.trainer.data.ImageCache;
import org.dermoscope.trainer.data.ImageCacheLoader;
import org.dermoscope.trainer.data.LesionCatalog;
import org.dermoscope.trainer.data.LesionDataset;
import org.dermoscope.trainer.data.LesionGroupSplitter;
import org.dermoscope.trainer.data.LesionRecord;
import org.dermoscope.trainer.data.NormalizationEstimator;
import org.dermoscope.trainer.data.Part;
import org.dermoscope.trainer.run.RunCancelledException;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.trainer.run.RunListener;

/**
 * The data of one run: located, split, decoded once, with the statistics of the training part.
 *
 * @param training and
 * @param validation from the cache, at the network's input size
 * @param preprocessor with the statistics of the training part
 */
record RunData(
        LesionCatalog catalog,
        DataSplit split,
        LesionDataset training,
        LesionDataset validation,
        Preprocessor preprocessor) {

    /**
     * @throws org.dermoscope.trainer.data.InvalidDataSetException if the folder holds no valid data set
     * @throws RunCancelledException if the listener says so while images are being decoded
     */
    static RunData load(RunConfig config, InputSize input, RunEnvironment environment, RunListener listener)
            throws InterruptedException {
        listener.onStage("reading metadata");
        LesionCatalog catalog = LesionCatalog.read(
                environment.folders().apply(config.data()), config.data().maxMissingShare());
        DataSplit split = LesionGroupSplitter.split(catalog.records(), config.split(), config.seed());
        listener.onStage("reading images");
        ImageCache cache = new ImageCacheLoader(environment.decoder(), environment.dataThreads())
                .load(catalog.records(), input, (done, total) -> {
                    if (listener.cancelled()) {
                        throw new RunCancelledException();
                    }
                });
        LesionDataset training = new LesionDataset(split.training(), cache);
        NormalizationStats statistics = NormalizationEstimator.estimate(training, config.normalization());
        Preprocessor preprocessor = new Preprocessor(PreprocessingSpec.of(input.height(), input.width(), statistics));
        return new RunData(catalog, split, training, new LesionDataset(split.validation(), cache), preprocessor);
    }

    /** As the manifest carries it. */
    Manifest.DataInfo info() {
        return new Manifest.DataInfo(
                catalog.name(),
                catalog.synthetic(),
                catalog.hash(),
                split.hash(),
                split.config().by().name().toLowerCase(Locale.ROOT),
                split.leaky(),
                catalog.licence(),
                catalog.missing().size(),
                counts());
    }

    private Map<String, Map<String, Integer>> counts() {
        Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
        counts.put(Part.TRAINING.code(), counts(split.training()));
        counts.put(Part.VALIDATION.code(), counts(split.validation()));
        counts.put(Part.TEST.code(), counts(split.test()));
        return counts;
    }

    private static Map<String, Integer> counts(List<LesionRecord> records) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        LesionClass.all().forEach(c -> counts.put(c.code(), 0));
        records.forEach(r -> counts.merge(r.label().code(), 1, Integer::sum));
        return counts;
    }
}
