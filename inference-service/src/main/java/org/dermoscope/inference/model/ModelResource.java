package org.dermoscope.inference.model;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.EnsembleId;
import org.dermoscope.web.ApiException;
import org.dermoscope.wire.RollbackRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows and steers what is served. */
@Path("/model")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "model", description = "What is served, and who decides it.")
public final class ModelResource {
    private final ActiveModel active;
    private final ChampionFollower follower;
    private final Rollback rollback;

    ModelResource(ActiveModel active, ChampionFollower follower, Rollback rollback) {
        this.active = active;
        this.follower = follower;
        this.rollback = rollback;
    }

    @GET
    @Operation(operationId = "model", summary = "The manifest of what is being served, and its state")
    @APIResponse(
            responseCode = "200",
            description = "The manifest's fields, with the state beside them",
            content =
                    @Content(
                            schema = @Schema(implementation = ModelAnswer.class),
                            examples = @ExampleObject(name = "shortened", value = ModelApi.MANIFEST)))
    @APIResponse(responseCode = "503", description = "No model is loaded yet")
    public ModelAnswer model() {
        return active.current()
                .map(model -> ModelAnswer.of(model, follower.state()))
                .orElseThrow(() -> new ApiException(
                        503,
                        "no_model",
                        "No model is loaded yet: " + follower.state().reason()));
    }

    @POST
    @Path("reload")
    @Operation(
            operationId = "reload",
            summary = "Looks at the champion pointer now",
            description = "A candidate that failed is tried again. Answers when that is done, with the new state.")
    @APIResponse(
            responseCode = "200",
            description = "The new state",
            content =
                    @Content(
                            schema = @Schema(implementation = ModelState.class),
                            examples = @ExampleObject(name = "healthy", value = ModelApi.STATE)))
    public ModelState reload() {
        return follower.reload();
    }

    @POST
    @Path("rollback")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rollback",
            summary = "Makes an earlier checkpoint or ensemble the champion, for all replicas",
            description = "Automatic promotion stays off until the next promotion by hand.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = RollbackRequest.class),
                            examples = @ExampleObject(name = "checkpoint", value = ModelApi.ROLLBACK)))
    @APIResponse(
            responseCode = "200",
            description = "The new state",
            content =
                    @Content(
                            schema = @Schema(implementation = ModelState.class),
                            examples = @ExampleObject(name = "rolled back", value = ModelApi.STATE)))
    @APIResponse(responseCode = "404", description = "No checkpoint and no ensemble has that id")
    @APIResponse(responseCode = "409", description = "It may not serve, or the champion moved meanwhile")
    public ModelState rollback(@Nullable RollbackRequest request) {
        String id = idOf(request);
        try {
            return EnsembleId.isMeant(id) ? rollback.to(EnsembleId.parse(id)) : rollback.to(CheckpointId.parse(id));
        } catch (IllegalArgumentException e) {
            String shown = id.length() <= 100 ? id : id.substring(0, 100) + "...";
            throw ApiException.badRequest(
                    "invalid_value",
                    "Field 'checkpoint_id' is '" + shown
                            + "'; allowed: a checkpoint's id, such as sequential-cnn-20261123T205200Z-4f09ab, or an ensemble's");
        }
    }

    private static String idOf(@Nullable RollbackRequest request) {
        String text = request == null ? null : request.checkpointId();
        if (text == null) {
            throw ApiException.badRequest(
                    "missing_field", "Field 'checkpoint_id' is missing or null; allowed: the id of a checkpoint");
        }
        return text;
    }
}
