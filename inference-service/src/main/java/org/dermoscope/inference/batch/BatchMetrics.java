package org.dermoscope.inference.batch;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.dermoscope.classify.NetworkAnswer;

/** What passes there are and how long images wait for them. Thread-safe. */
public final class BatchMetrics {
    private final StageTimer queue;
    private final StageTimer inference;
    private final DistributionSummary batchSize;

    public BatchMetrics(MeterRegistry registry) {
        this.queue = StageTimer.queue(registry, "pass");
        this.inference = StageTimer.of(
                registry, "dermoscope.predict.inference", "Normalising and the network, one observation a pass");
        this.batchSize = DistributionSummary.builder("dermoscope.predict.batch.size")
                .description("Images in one pass of the network")
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64)
                .register(registry);
    }

    /** Runs a batch, observed. */
    List<NetworkAnswer> pass(Batch batch) {
        long now = System.nanoTime();
        for (QueuedImage image : batch.images()) {
            queue.record(now - image.since());
            image.turn().trace().stage("queue", image.since());
        }
        batchSize.record(batch.size());
        try {
            return inference.time(() -> batch.classifier().answer(batch.pixels(), batch.explained(), batch.alone()));
        } finally {
            batch.images().forEach(image -> image.turn().trace().shared("pass", now, batch.size()));
        }
    }
}
