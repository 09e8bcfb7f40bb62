package org.dermoscope.trainer.data;

import org.dermoscope.architecture.Ranges;
import org.dermoscope.imaging.Preprocessor;

/**
 * The batches of a part as they are: in image-id order, without augmentation, the last one as small as it comes.
 * Prepared ahead on one background thread. Immutable and thread-safe.
 */
public final class EvaluationBatches {
    private final LesionDataset part;
    private final Preprocessor preprocessor;
    private final int batchSize;

    /** @param batchSize images a batch, 1..1024 */
    public EvaluationBatches(LesionDataset part, Preprocessor preprocessor, int batchSize) {
        Ranges.requireWithin("batch_size", batchSize, 1, 1024);
        this.part = part;
        this.preprocessor = preprocessor;
        this.batchSize = batchSize;
    }

    public int batches() {
        return (part.size() + batchSize - 1) / batchSize;
    }

    /** Begins at the first image again; the caller closes it. */
    public BatchSource start() {
        int length = preprocessor.inputLength();
        return new PrefetchedBatches(batches(), 1, () -> new BatchBuffer(batchSize, length), (batch, buffer) -> {
            int from = batch * batchSize;
            int to = Math.min(from + batchSize, part.size());
            for (int i = from; i < to; i++) {
                preprocessor.write(part.image(i), buffer.inputs(), (i - from) * length);
                buffer.labels()[i - from] = part.label(i);
            }
            return new TrainingBatch(buffer.inputs(), buffer.labels(), to - from);
        });
    }
}
