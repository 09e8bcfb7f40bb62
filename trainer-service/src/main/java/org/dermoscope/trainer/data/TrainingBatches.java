package org.dermoscope.trainer.data;

/**
 * The augmented batches of the training part, epoch by epoch. The content of each batch follows from the seed, the epoch
 * and the images alone, whatever the number of threads. Immutable and thread-safe.
 */
public final class TrainingBatches {
    private final LesionDataset training;
    private final Augmenter augmenter;
    private final BatchConfig config;
    private final ImageSampler sampler;
    private final long[] imageKeys;

    /**
     * Each epoch shows each image once.
     *
     * @throws InvalidDataSetException if there are fewer than two images: batch normalization cannot train on one
     */
    public TrainingBatches(LesionDataset training, Augmenter augmenter, BatchConfig config) {
        this(training, augmenter, config, ImageSampler.shuffled(training.size(), config.seed()));
    }

    /**
     * @param sampler of as many images as there are
     * @throws InvalidDataSetException if there are fewer than two images: batch normalization cannot train on one
     */
    public TrainingBatches(LesionDataset training, Augmenter augmenter, BatchConfig config, ImageSampler sampler) {
        if (training.size() < 2) {
            throw new InvalidDataSetException(
                    InvalidDataSetException.Problem.TOO_FEW_IMAGES,
                    "The training part has " + training.size() + " image(s); allowed: at least 2");
        }
        this.training = training;
        this.augmenter = augmenter;
        this.config = config;
        this.sampler = sampler;
        this.imageKeys = training.records().stream()
                .mapToLong(r -> SplitMix64.hash(r.imageId()))
                .toArray();
    }

    /** Batches of each epoch, see {@link BatchConfig#batches}. */
    public int batches() {
        return config.batches(training.size());
    }

    /** Images of each epoch. */
    public int images() {
        return training.size();
    }

    /**
     * Begins an epoch: from now on batches are prepared in the background until the source is closed.
     *
     * @param epoch from 1
     * @param from the first batch wanted, from 0
     */
    public BatchSource epoch(int epoch, int from) {
        EpochOrder order = EpochOrder.of(epoch, sampler.images(epoch), training.size());
        return new PrefetchedBatches(
                new PrefetchedBatches.Range(from, batches()),
                config.threads(),
                () -> new BatchBuffer(config.maxBatch(), augmenter.inputLength()),
                (batch, buffer) -> fill(batch, buffer, order));
    }

    private TrainingBatch fill(int batch, BatchBuffer buffer, EpochOrder order) {
        int from = batch * config.batchSize();
        int to = batch == batches() - 1 ? order.images().length : from + config.batchSize();
        for (int i = from; i < to; i++) {
            int image = order.images()[i];
            SplitMix64 random = order.random(config.seed(), imageKeys[image], i);
            augmenter.write(training.image(image), random, buffer.inputs(), (i - from) * augmenter.inputLength());
            buffer.labels()[i - from] = training.label(image);
        }
        return new TrainingBatch(buffer.inputs(), buffer.labels(), to - from);
    }
}
