package org.dermoscope.inference.model;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import org.dermoscope.checkpoint.Manifest.DataInfo;
import org.dermoscope.wire.Disclaimer;
import org.dermoscope.wire.HealthAnswer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Health for people and clients; orchestrators ask {@code /q/health/ready}. */
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "health")
public final class HealthResource {
    private final ActiveModel active;
    private final ChampionFollower follower;

    HealthResource(ActiveModel active, ChampionFollower follower) {
        this.active = active;
        this.follower = follower;
    }

    @GET
    @Operation(operationId = "health", summary = "Always 200; the status says whether predictions can be had")
    @APIResponse(
            responseCode = "200",
            description = "healthy, degraded or no_model",
            content =
                    @Content(
                            schema = @Schema(implementation = HealthAnswer.class),
                            examples = @ExampleObject(name = "healthy", value = ModelApi.HEALTH)))
    public HealthAnswer health() {
        ModelState state = follower.state();
        @Nullable DataInfo data = active.current().map(m -> m.facts().data()).orElse(null);
        return new HealthAnswer(
                state.status().name().toLowerCase(Locale.ROOT),
                HealthAnswer.SERVICE,
                state.reason(),
                state.model(),
                state.members(),
                state.engine(),
                data == null ? null : data.name(),
                data == null ? null : data.synthetic(),
                Disclaimer.TEXT);
    }
}
