package org.dermoscope.trainer.job;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.trainer.run.EpochMetrics;
import org.dermoscope.trainer.training.EnsembleOutcome;
import org.dermoscope.wire.Disclaimer;
import org.dermoscope.wire.JobAnswer;
import org.jspecify.annotations.Nullable;

/** Jobs as clients see them. Stateless. */
final class JobAnswers {
    private static final TypeReference<LinkedHashMap<String, Object>> FIELDS = new TypeReference<>() {};

    private JobAnswers() {}

    static JobAnswer of(Job job) {
        JobProgress progress = job.progress();
        return new JobAnswer(
                job.id(),
                job.kind().text(),
                job.state().name(),
                job.subject(),
                progress.stage(),
                progress.epoch(),
                job.epochs(),
                progress.step(),
                progress.steps(),
                progress.loss(),
                progress.imagesPerSecond(),
                progress.etaSeconds(),
                metrics(job),
                job.checkpointId(),
                job.promotion(),
                job.error(),
                job.createdAt(),
                job.startedAt(),
                job.endedAt(),
                job.device(),
                config(job),
                Disclaimer.TEXT);
    }

    private static Map<String, Object> metrics(Job job) {
        if (job.lrRangeSummary() != null) {
            return fields(job.lrRangeSummary());
        }
        if (job.ensembleOutcome() != null) {
            return outcome(job.ensembleOutcome());
        }
        return job.metrics() == null ? Map.of() : fields(job.metrics());
    }

    /** The decision stands in the answer's own field. */
    private static Map<String, Object> outcome(EnsembleOutcome outcome) {
        Map<String, Object> fields = fields(outcome);
        fields.remove("decision");
        return fields;
    }

    private static Map<String, Object> config(Job job) {
        if (job.ensemble() != null) {
            Map<String, Object> config = new LinkedHashMap<>();
            config.put("data", fields(job.config().data()));
            config.put("ensemble", fields(job.ensemble()));
            config.put("promote", job.config().promote().name().toLowerCase(Locale.ROOT));
            return config;
        }
        Map<String, Object> config = fields(job.config());
        put(config, "lr_range", job.lrRange() == null ? null : fields(job.lrRange()));
        return config;
    }

    /** The data of a state event. */
    static Map<String, Object> stateData(Job job) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("state", job.state().name());
        put(data, "lr_range", job.lrRangeSummary() == null ? null : fields(job.lrRangeSummary()));
        put(data, "ensemble", job.ensembleOutcome() == null ? null : outcome(job.ensembleOutcome()));
        put(data, "checkpoint_id", job.checkpointId());
        put(data, "promotion", job.promotion() == null ? null : fields(job.promotion()));
        put(data, "error", job.error() == null ? null : fields(job.error()));
        return data;
    }

    /** The data of an epoch event: a line of {@code history.jsonl}. */
    static Map<String, Object> epochData(EpochMetrics metrics) {
        return fields(metrics);
    }

    static Map<String, Object> stepData(JobProgress progress) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("epoch", progress.epoch());
        data.put("step", progress.step());
        data.put("steps", progress.steps());
        put(data, "loss", progress.loss());
        put(data, "images_per_second", progress.imagesPerSecond());
        put(data, "eta_seconds", progress.etaSeconds());
        return data;
    }

    private static void put(Map<String, Object> data, String name, @Nullable Object value) {
        if (value != null) {
            data.put(name, value);
        }
    }

    private static Map<String, Object> fields(Object value) {
        return Json.strict().convertValue(value, FIELDS);
    }
}
