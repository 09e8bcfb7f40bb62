package org.dermoscope.trainer.job;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Jobs by state, and how the running one is doing; gauges of a running job are NaN while there is none. */
@Singleton
public final class JobMetrics implements MeterBinder {
    private final JobQueue queue;

    JobMetrics(JobQueue queue) {
        this.queue = queue;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (JobState state : JobState.values()) {
            Gauge.builder("dermoscope.jobs", queue, q -> q.count(state))
                    .description("Jobs in this state, those of earlier runs of the service included")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        gauge(
                registry,
                "dermoscope.training.epoch",
                "Epoch of the running job",
                job -> job.progress().epoch());
        gauge(
                registry,
                "dermoscope.training.loss",
                "Loss of the running job's last step",
                job -> orNaN(job.progress().loss()));
        gauge(
                registry,
                "dermoscope.training.images.per.second",
                "Speed of the running job's training steps",
                job -> orNaN(job.progress().imagesPerSecond()));
        gauge(
                registry,
                "dermoscope.training.validation.balanced.accuracy",
                "Of the running job's last finished epoch, 0..1",
                job -> job.metrics() == null ? Double.NaN : job.metrics().validationBalancedAccuracy());
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<Job> value) {
        Gauge.builder(name, queue, q -> q.running().map(value::applyAsDouble).orElse(Double.NaN))
                .description(description)
                .register(registry);
    }

    private static double orNaN(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }
}
