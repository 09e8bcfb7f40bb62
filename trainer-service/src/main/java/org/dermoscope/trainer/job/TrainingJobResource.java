package org.dermoscope.trainer.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.dermoscope.wire.JobAnswer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Jobs over HTTP. */
@Path("/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "jobs", description = "Trainings, learning rate range tests and choices of ensembles, one at a time.")
public final class TrainingJobResource {
    private final JobQueue queue;
    private final RunConfigResolver resolver;

    TrainingJobResource(JobQueue queue, RunConfigResolver resolver) {
        this.queue = queue;
        this.resolver = resolver;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "postJob",
            summary = "Queues a training, a learning rate range test or the choice of an ensemble",
            description =
                    "Whatever is left out has the default that GET /architectures names; without data, the generated"
                            + " sample. An unknown field or value is refused with what is allowed. With kind lr_range_test nothing is"
                            + " trained for use: the loss is measured at rising rates, and a rate is suggested. With kind ensemble, checkpoints are"
                            + " chosen on the validation part whose averaged probabilities are better than any by itself, or it"
                            + " is said that there are none.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples = {
                                @ExampleObject(name = "least", value = JobApi.LEAST_REQUEST),
                                @ExampleObject(name = "full", value = JobApi.FULL_REQUEST),
                                @ExampleObject(name = "range test", value = JobApi.LR_RANGE_REQUEST),
                                @ExampleObject(name = "ensemble", value = JobApi.ENSEMBLE_REQUEST)
                            }))
    @APIResponse(
            responseCode = "202",
            description = "Queued; Location is the job's address",
            content = @Content(schema = @Schema(implementation = JobAnswer.class)))
    @APIResponse(
            responseCode = "400",
            description = "A field or value that is not allowed",
            content = @Content(examples = @ExampleObject(name = "unknown field", value = JobApi.UNKNOWN_FIELD)))
    @APIResponse(responseCode = "429", description = "The queue is full; see Retry-After")
    @APIResponse(responseCode = "503", description = "The store cannot be reached; see Retry-After")
    public Response post(@Nullable JsonNode request) {
        Job job = queue.submit(resolver.resolveOrder(request));
        return Response.accepted(JobAnswers.of(job))
                .location(URI.create("/jobs/" + job.id()))
                .build();
    }

    @GET
    @Operation(operationId = "jobs", summary = "All jobs, newest first")
    public List<JobAnswer> list() {
        return queue.list().stream().map(JobAnswers::of).toList();
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "job", summary = "A job with its progress")
    @APIResponse(
            responseCode = "200",
            description = "The job",
            content =
                    @Content(
                            schema = @Schema(implementation = JobAnswer.class),
                            examples = @ExampleObject(name = "shortened", value = JobApi.RUNNING)))
    @APIResponse(responseCode = "404", description = "There is no such job")
    public JobAnswer get(@PathParam("id") String id) {
        return JobAnswers.of(queue.find(id).job());
    }

    @POST
    @Path("{id}/cancel")
    @Operation(
            operationId = "cancelJob",
            summary = "Ends a job",
            description = "A queued one at once, a running one after its current step.")
    @APIResponse(
            responseCode = "202",
            description = "It is ending",
            content = @Content(schema = @Schema(implementation = JobAnswer.class)))
    @APIResponse(responseCode = "404", description = "There is no such job")
    @APIResponse(responseCode = "409", description = "It has ended already")
    public Response cancel(@PathParam("id") String id) {
        return Response.accepted(JobAnswers.of(queue.cancel(id))).build();
    }
}
