package org.dermoscope.trainer.job;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.trainer.run.EpochMetrics;
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
                job.state().name(),
                job.config().architecture(),
                progress.stage(),
                progress.epoch(),
                job.config().epochs(),
                progress.step(),
                progress.steps(),
                progress.loss(),
                progress.imagesPerSecond(),
                progress.etaSeconds(),
                job.metrics() == null ? Map.of() : fields(job.metrics()),
                job.checkpointId(),
                job.promotion(),
                job.error(),
                job.createdAt(),
                job.startedAt(),
                job.endedAt(),
                fields(job.config()),
                Disclaimer.TEXT);
    }

    /** The data of a state event. */
    static Map<String, Object> stateData(Job job) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("state", job.state().name());
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
