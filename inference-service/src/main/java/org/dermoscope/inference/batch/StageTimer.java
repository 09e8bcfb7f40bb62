package org.dermoscope.inference.batch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The time of one step on an image's way, with the bounds that all of them have. Thread-safe. */
public record StageTimer(Timer timer) {
    private static final Duration[] BOUNDS = {
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
        Duration.ofSeconds(5)
    };

    /** @param tags names and values in turn */
    public static StageTimer of(MeterRegistry registry, String name, String description, String... tags) {
        return new StageTimer(Timer.builder(name)
                .description(description)
                .tags(tags)
                .serviceLevelObjectives(BOUNDS)
                .register(registry));
    }

    /** The time that images wait before a step, one observation an image. */
    public static StageTimer queue(MeterRegistry registry, String stage) {
        return of(
                registry,
                "dermoscope.predict.queue",
                "Waiting to be decoded, and then for a pass; one observation an image",
                "stage",
                stage);
    }

    public void record(long nanos) {
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Does the work and records how long it took, whatever comes of it. */
    public <T> T time(Supplier<T> work) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            record(System.nanoTime() - start);
        }
    }
}
