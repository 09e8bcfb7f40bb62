package org.dermoscope.trainer.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.web.JsonErrors;

/**
 * What the settings say of the schedule.
 *
 * @param cron a Quartz cron expression
 * @param body of POST /jobs
 */
public record ScheduledRequest(String cron, JsonNode body) {
    static final String CRON = "dermoscope.schedule.cron";
    static final String REQUEST = "dermoscope.schedule.request";

    /**
     * Empty where there is no schedule.
     *
     * @throws IllegalArgumentException if there is one and the request is missing or no JSON
     */
    public static Optional<ScheduledRequest> of(Optional<String> cron, Optional<String> request) {
        return cron.map(when -> new ScheduledRequest(when, parsed(request)));
    }

    private static JsonNode parsed(Optional<String> request) {
        String text = request.orElseThrow(() -> new IllegalArgumentException(REQUEST + " is missing, and " + CRON
                + " is set; allowed: a body of POST /jobs, the least is " + JobApi.LEAST_REQUEST));
        return body(REQUEST, text);
    }

    /** @throws IllegalArgumentException naming the setting, if its text is no JSON */
    static JsonNode body(String setting, String text) {
        try {
            return Json.strict().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    setting + " is '" + text + "': " + JsonErrors.refusalOf(e).sentence(), e);
        }
    }
}
