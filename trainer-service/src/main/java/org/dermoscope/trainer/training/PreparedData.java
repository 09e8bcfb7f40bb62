package org.dermoscope.trainer.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.InputSize;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.imaging.NormalizationStats;
import org.dermoscope.imaging.PreprocessingSpec;
import org.dermoscope.imaging.Preprocessor;
import org.dermoscope.trainer.data.Augmenter;
import org.dermoscope.trainer.data.BatchConfig;
import org.dermoscope.trainer.data.DataSplit;
import org.dermoscope.trainer.data.EvaluationBatches;
import org.dermoscope.trainer.data.ImageCache;
import org.dermoscope.trainer.data.ImageCacheLoader;
import org.dermoscope.trainer.data.ImageSampler;
import org.dermoscope.trainer.data.LesionAttributes;
import org.dermoscope.trainer.data.LesionCatalog;
import org.dermoscope.trainer.data.LesionDataset;
import org.dermoscope.trainer.data.LesionGroupSplitter;
import org.dermoscope.trainer.data.LesionRecord;
import org.dermoscope.trainer.data.NormalizationEstimator;
import org.dermoscope.trainer.data.NormalizationMode;
import org.dermoscope.trainer.data.TrainingBatches;
import org.dermoscope.trainer.epoch.PartValidation;
import org.dermoscope.trainer.epoch.TrainingInputs;
import org.dermoscope.trainer.epoch.TrainingObjective;
import org.dermoscope.trainer.evaluation.LabelledImage;
import org.dermoscope.trainer.run.RunCancelledException;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.trainer.run.RunListener;

/**
 * The data of a run, read and divided.
 *
 * @param cache of all images at the network's input size
 * @param preprocessing with the statistics of the training part, or those that the architecture declares
 */
record PreparedData(LesionCatalog catalog, DataSplit split, ImageCache cache, PreprocessingSpec preprocessing) {

    /**
     * Reads the metadata, locates and decodes the images, divides them, and takes the normalization statistics.
     *
     * @throws org.dermoscope.trainer.data.InvalidDataSetException if the data cannot be used
     * @throws RunCancelledException when the listener says so
     */
    static PreparedData prepare(
            RunConfig config, RunEnvironment environment, Architecture architecture, RunListener listener)
            throws InterruptedException {
        InputSize input = architecture.input();
        if (config.data().sample()) {
            listener.onStage("generating the sample");
        }
        Path folder = environment.folder(config.data());
        listener.onStage("reading the metadata");
        LesionCatalog catalog = LesionCatalog.read(folder, config.data().maxMissingShare());
        DataSplit split = LesionGroupSplitter.split(catalog.records(), config.split(), config.seed());
        listener.onStage("reading images");
        ImageCacheLoader loader = new ImageCacheLoader(environment.decoder(), environment.dataThreads());
        ImageCache cache = loader.load(catalog.records(), input, (done, total) -> {
            if (listener.cancelled() || listener.finishEarly()) {
                throw new RunCancelledException();
            }
        });
        listener.onStage("estimating normalization statistics");
        NormalizationStats normalization = config.normalization() == NormalizationMode.FIXED
                ? architecture.normalization().orElseThrow()
                : NormalizationEstimator.estimate(new LesionDataset(split.training(), cache), config.normalization());
        PreprocessingSpec preprocessing = PreprocessingSpec.of(input.height(), input.width(), normalization);
        return new PreparedData(catalog, split, cache, preprocessing);
    }

    TrainingInputs inputs(RunConfig config, int threads, RunListener listener) {
        InputSize input = cache.size();
        Preprocessor preprocessor = new Preprocessor(preprocessing);
        LesionDataset training = new LesionDataset(split.training(), cache);
        TrainingBatches batches = new TrainingBatches(
                training,
                new Augmenter(config.augmentation(), preprocessor),
                new BatchConfig(config.batchSize(), config.seed(), threads),
                ImageSampler.of(config.imbalance(), training.labels(), config.seed()));
        EvaluationBatches validation =
                new EvaluationBatches(new LesionDataset(split.validation(), cache), preprocessor, config.batchSize());
        return new TrainingInputs(
                input,
                catalog.hash() + " " + split.hash(),
                batches.batches(),
                batches::epoch,
                TrainingObjective.of(config.imbalance(), config.labelSmoothing(), training.labels()),
                new PartValidation(validation, input, listener::cancelled));
    }

    /** The images of a part at the network's input size, where {@link Preprocessor} leaves them as they are. */
    Iterable<LabelledImage> images(List<LesionRecord> part) {
        return () -> part.stream()
                .map(r -> new LabelledImage(r.imageId(), r.lesionId(), r.label(), cache.image(r)))
                .iterator();
    }

    /** By image id. */
    Map<String, LesionAttributes> attributes() {
        return catalog.records().stream().collect(Collectors.toMap(LesionRecord::imageId, LesionRecord::attributes));
    }

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
                split.counts());
    }
}
