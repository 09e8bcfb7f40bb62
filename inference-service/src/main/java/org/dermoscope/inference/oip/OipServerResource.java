package org.dermoscope.inference.oip;

import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The protocol's questions to the server as a whole; health is that of {@code /q/health}. */
@Path("/v2")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "open inference protocol", description = "Version 2 of the protocol that KServe and Triton speak.")
public final class OipServerResource {
    private final SmallRyeHealthReporter health;
    private final ServerMetadata metadata;

    OipServerResource(
            SmallRyeHealthReporter health,
            @ConfigProperty(name = "quarkus.smallrye-openapi.info-version") String version) {
        this.health = health;
        this.metadata = new ServerMetadata(Tensors.MODEL, version, List.of("binary_tensor_data"));
    }

    @GET
    @Operation(operationId = "serverMetadata", summary = "Name, version and extensions of this server")
    @APIResponse(
            responseCode = "200",
            description = "This server",
            content =
                    @Content(
                            schema = @Schema(implementation = ServerMetadata.class),
                            examples = @ExampleObject(name = "server", value = OipExamples.SERVER)))
    public ServerMetadata metadata() {
        return metadata;
    }

    @GET
    @Path("health/live")
    @Operation(operationId = "serverLive", summary = "Whether the process does its work")
    @APIResponse(
            responseCode = "200",
            description = "It does",
            content =
                    @Content(
                            schema = @Schema(implementation = ServerLive.class),
                            examples = @ExampleObject(name = "live", value = OipExamples.LIVE)))
    @APIResponse(responseCode = "503", description = "It does not")
    public Response live() {
        boolean live = !health.getLiveness().isDown();
        return Response.status(live ? 200 : 503).entity(new ServerLive(live)).build();
    }

    @GET
    @Path("health/ready")
    @Operation(operationId = "serverReady", summary = "Whether predictions can be had")
    @APIResponse(
            responseCode = "200",
            description = "They can",
            content =
                    @Content(
                            schema = @Schema(implementation = ServerReady.class),
                            examples = @ExampleObject(name = "ready", value = OipExamples.READY)))
    @APIResponse(responseCode = "503", description = "No model is loaded yet")
    public Response ready() {
        boolean ready = !health.getReadiness().isDown();
        return Response.status(ready ? 200 : 503).entity(new ServerReady(ready)).build();
    }
}
