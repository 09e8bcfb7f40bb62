package org.dermoscope.trainer.job;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.dermoscope.trainer.training.LrRangeRuns;
import org.dermoscope.web.ApiException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a learning rate range test found. */
@Path("/jobs/{id}/lr-range.{format: json|png}")
@Blocking
@Tag(name = "jobs")
public final class LrRangeResource {
    private final JobQueue queue;

    LrRangeResource(JobQueue queue) {
        this.queue = queue;
    }

    @GET
    @Operation(
            operationId = "lrRange",
            summary = "The result of a learning rate range test",
            description =
                    "As json every step with its rate, loss and smoothed loss, and the suggested rate with the rule"
                            + " it follows from; as png the chart.")
    @APIResponse(responseCode = "200", description = "The result")
    @APIResponse(responseCode = "404", description = "There is no such job, it is no range test, or it has no chart")
    @APIResponse(responseCode = "409", description = "The test has no result: it has not ended, or did not succeed")
    public Response get(@PathParam("id") String id, @PathParam("format") String format) {
        TrackedJob tracked = queue.find(id);
        Job job = tracked.job();
        if (job.kind() != JobKind.LR_RANGE_TEST) {
            throw ApiException.notFound(
                    "no_range_test",
                    "Job " + id + " is of kind " + job.kind().text() + "; only one of kind "
                            + JobKind.LR_RANGE_TEST.text() + " has this result");
        }
        if (job.state() != JobState.SUCCEEDED) {
            throw ApiException.conflict(
                    "no_result", "Job " + id + " is " + job.state() + "; only a test that SUCCEEDED has a result");
        }
        boolean json = format.equals("json");
        String name = json ? LrRangeRuns.JSON : LrRangeRuns.CHART;
        byte[] content = tracked.document(name)
                .orElseThrow(() -> ApiException.notFound("no_document", "Job " + id + " has no " + name));
        return Response.ok(content, json ? MediaType.APPLICATION_JSON : "image/png")
                .build();
    }
}
