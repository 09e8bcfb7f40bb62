package org.dermoscope.inference.model;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which model serves, and whether it is the champion. Thread-safe. */
public final class ModelMetrics implements Consumer<ModelState> {
    private final MeterRegistry registry;
    private final MultiGauge info;
    private final AtomicReference<@Nullable ModelState> last = new AtomicReference<>();

    public ModelMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.info = MultiGauge.builder("dermoscope.model.info")
                .description("1 for the model that serves")
                .register(registry);
        for (ModelState.Status status : ModelState.Status.values()) {
            Gauge.builder("dermoscope.model.status", last, state -> is(status, state.get()))
                    .description("1 for the current status")
                    .tag("status", status.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        Gauge.builder("dermoscope.model.failed.candidate", last, state -> hasFailed(state.get()))
                .description("1 while the champion is a checkpoint that could not be loaded")
                .register(registry);
        Gauge.builder("dermoscope.champion.promoted.timestamp", last, state -> promotedAt(state.get()))
                .description("When the champion was promoted, in seconds since 1970; NaN without a champion")
                .baseUnit("seconds")
                .register(registry);
    }

    @Override
    public void accept(ModelState state) {
        ModelState before = last.getAndSet(state);
        countFailure(before == null ? null : before.failedCandidate(), state.failedCandidate());
        List<Tags> tags = tags(state);
        if (before == null || !tags.equals(tags(before))) {
            // Only on a change: the row is away for a moment while it is replaced, and a scrape would miss it.
            info.register(tags.stream().map(row -> MultiGauge.Row.of(row, 1)).toList(), true);
        }
    }

    /** Each attempt has an object of its own, also the next one on the same candidate. */
    @SuppressWarnings("ReferenceEquality")
    private void countFailure(@Nullable FailedCandidate before, @Nullable FailedCandidate now) {
        if (now != null && now != before) {
            registry.counter("dermoscope.model.candidates.failed", "code", now.code())
                    .increment();
        }
    }

    /** Of the model that serves, if any. */
    private static List<Tags> tags(ModelState state) {
        String model = state.model();
        String engine = state.engine();
        if (model == null || engine == null) {
            return List.of();
        }
        String manifest = state.manifestSha256() == null ? "" : state.manifestSha256();
        return List.of(Tags.of("model", model, "manifest", manifest, "engine", engine));
    }

    private static double is(ModelState.Status status, @Nullable ModelState state) {
        return state != null && state.status() == status ? 1 : 0;
    }

    private static double promotedAt(@Nullable ModelState state) {
        return state == null || state.champion() == null
                ? Double.NaN
                : state.champion().promotedAt().getEpochSecond();
    }

    private static double hasFailed(@Nullable ModelState state) {
        return state != null && state.failedCandidate() != null ? 1 : 0;
    }
}
