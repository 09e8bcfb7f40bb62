package org.dermoscope.trainer.epoch;

import java.util.List;
import org.dermoscope.trainer.data.BatchSource;
import org.dermoscope.trainer.data.TrainingBatch;
import org.jspecify.annotations.Nullable;

/** The same batches every epoch. */
final class ListedBatches implements BatchSource {
    private final List<TrainingBatch> batches;
    private int next;

    ListedBatches(List<TrainingBatch> batches) {
        this.batches = batches;
    }

    @Override
    public int batches() {
        return batches.size();
    }

    @Override
    public @Nullable TrainingBatch next() {
        return next < batches.size() ? batches.get(next++) : null;
    }

    @Override
    public void close() {
        next = batches.size();
    }
}
