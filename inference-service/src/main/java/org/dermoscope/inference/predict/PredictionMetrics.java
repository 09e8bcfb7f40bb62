package org.dermoscope.inference.predict;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.dermoscope.classify.Prediction;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.web.ApiException;

/** Where the time of a request goes, and what comes out. Thread-safe. */
public final class PredictionMetrics {
    private final MeterRegistry registry;
    private final Timer queue;
    private final Timer decode;
    private final Timer inference;
    private final DistributionSummary batchSize;
    private final DistributionSummary confidence;
    private final Map<LesionClass, Counter> byClass = new EnumMap<>(LesionClass.class);

    public PredictionMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.queue = timer("dermoscope.predict.queue", "Waiting for a worker, one observation a request");
        this.decode = timer("dermoscope.predict.decode", "Reading, decoding and resizing, one observation an image");
        this.inference = timer("dermoscope.predict.inference", "Normalising and the network, one observation a pass");
        this.batchSize = DistributionSummary.builder("dermoscope.predict.batch.size")
                .description("Images in one pass of the network")
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64)
                .register(registry);
        this.confidence = DistributionSummary.builder("dermoscope.predict.confidence")
                .description("Probability of the most probable class")
                .serviceLevelObjectives(0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1)
                .register(registry);
        for (LesionClass lesionClass : LesionClass.all()) {
            byClass.put(
                    lesionClass,
                    Counter.builder("dermoscope.predictions")
                            .description("Predictions by most probable class")
                            .tag("class", lesionClass.code())
                            .register(registry));
        }
    }

    void queued(long nanos) {
        queue.record(nanos, TimeUnit.NANOSECONDS);
    }

    <T> T decode(Supplier<T> work) {
        return timed(decode, work);
    }

    <T> T inference(Supplier<T> work) {
        return timed(inference, work);
    }

    void batch(int images) {
        batchSize.record(images);
    }

    void predicted(Prediction prediction) {
        LesionClass top = prediction.top();
        confidence.record(prediction.probability(top));
        Counter counter = byClass.get(top);
        if (counter != null) {
            counter.increment();
        }
    }

    void refused(ApiException refusal) {
        registry.counter("dermoscope.predict.refused", "code", refusal.code()).increment();
    }

    private static <T> T timed(Timer timer, Supplier<T> work) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(2),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(20),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(200),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5))
                .register(registry);
    }
}
