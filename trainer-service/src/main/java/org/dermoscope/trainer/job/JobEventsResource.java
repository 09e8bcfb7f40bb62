package org.dermoscope.trainer.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.web.ApiException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A job's events as they happen. */
@Path("/jobs/{id}/events")
@Tag(name = "jobs")
public final class JobEventsResource {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final JobQueue queue;

    JobEventsResource(JobQueue queue) {
        this.queue = queue;
    }

    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "jobEvents",
            summary = "The events of a job, from its first on, as server-sent events",
            description =
                    "state, stage and epoch events are kept and sent again to whoever comes later, in another run of"
                            + " the service too; step events are sent at most twice a second and not kept. The stream ends with the"
                            + " job, and where another trainer on the store runs it, after what that one has kept so far. Last-Event-ID leaves out what was received before.")
    @APIResponse(
            responseCode = "200",
            description = "The stream",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            examples = @ExampleObject(name = "shortened", value = JobApi.EVENTS)))
    @APIResponse(responseCode = "404", description = "There is no such job")
    public Multi<OutboundSseEvent> events(
            @PathParam("id") String id, @HeaderParam("Last-Event-ID") @Nullable String lastEventId, @Context Sse sse) {
        TrackedJob tracked = queue.find(id);
        long after = after(lastEventId);
        return Multi.createFrom().emitter(emitter -> {
            Runnable unsubscribe = tracked.subscribe(after, event -> send(event, sse, emitter));
            emitter.onTermination(unsubscribe);
            if (tracked.job().state().ended() || tracked.runsElsewhere()) {
                emitter.complete();
            }
        });
    }

    private static long after(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return 0;
        }
        if (!NUMBER.matcher(lastEventId).matches()) {
            throw ApiException.badRequest(
                    "malformed_header",
                    "Last-Event-ID is '" + lastEventId + "'; allowed: the id of an event, a number");
        }
        return Long.parseLong(lastEventId);
    }

    private static String json(Map<String, Object> data) {
        try {
            return Json.strict().writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event that was kept as JSON cannot be written as JSON", e);
        }
    }

    private static void send(JobEvent event, Sse sse, MultiEmitter<? super OutboundSseEvent> emitter) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("at", event.at());
        data.putAll(event.data());
        emitter.emit(sse.newEventBuilder()
                .id(Long.toString(event.number()))
                .name(event.type())
                .data(String.class, json(data))
                .build());
        if (event.type().equals(JobEvent.STATE)
                && JobState.valueOf(String.valueOf(event.data().get("state"))).ended()) {
            emitter.complete();
        }
    }
}
