package org.dermoscope.inference.predict;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.dermoscope.answer.ClassifiedImage;
import org.dermoscope.classify.Prediction;
import org.dermoscope.inference.batch.StageTimer;
import org.dermoscope.quality.Abstention;
import org.dermoscope.quality.AbstentionReason;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.web.ApiException;

/** Where the time of a request goes before its pass, what is refused, and what comes out. Thread-safe. */
public final class PredictionMetrics {
    private final MeterRegistry registry;
    private final StageTimer queue;
    private final StageTimer decode;
    private final DistributionSummary confidence;
    private final Map<LesionClass, Counter> byClass = new EnumMap<>(LesionClass.class);
    private final Map<AbstentionReason, Counter> abstentions = new EnumMap<>(AbstentionReason.class);

    public PredictionMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.queue = StageTimer.queue(registry, "decode");
        this.decode = StageTimer.of(
                registry, "dermoscope.predict.decode", "Reading, decoding and resizing, one observation an image");
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
        for (AbstentionReason reason : AbstentionReason.values()) {
            abstentions.put(
                    reason,
                    Counter.builder("dermoscope.abstentions")
                            .description("Answers that should not be relied on, by reason")
                            .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    /** @param admission whose images the gauge shows from now on */
    public void watch(Admission admission) {
        Gauge.builder("dermoscope.predict.queue.length", admission, Admission::images)
                .description("Images accepted and not answered yet")
                .register(registry);
    }

    void waitedForDecoding(long nanos) {
        queue.record(nanos);
    }

    <T> T decode(Supplier<T> work) {
        return decode.time(work);
    }

    void predicted(ClassifiedImage image) {
        Prediction prediction = image.network().prediction();
        Abstention abstention = image.abstention();
        if (abstention != null) {
            Counter counted = abstentions.get(abstention.reason());
            if (counted != null) {
                counted.increment();
            }
        }
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
}
