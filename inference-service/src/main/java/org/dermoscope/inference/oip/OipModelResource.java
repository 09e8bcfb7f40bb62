package org.dermoscope.inference.oip;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.dermoscope.wire.ErrorAnswer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The protocol's questions to the model, in whichever version is served. */
@Path("/v2/models/{model}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "open inference protocol")
@APIResponse(
        responseCode = "404",
        description = "No such model or version",
        content =
                @Content(
                        schema = @Schema(implementation = ErrorAnswer.class),
                        examples = @ExampleObject(name = "unknown model", value = OipExamples.UNKNOWN_MODEL)))
public final class OipModelResource {
    private final OipModels models;
    private final InferBody bodies;

    OipModelResource(OipModels models, InferBody bodies) {
        this.models = models;
        this.bodies = bodies;
    }

    @GET
    @Operation(operationId = "modelMetadata", summary = "The model's tensors")
    @APIResponse(
            responseCode = "200",
            description = "The model",
            content =
                    @Content(
                            schema = @Schema(implementation = ModelMetadata.class),
                            examples = @ExampleObject(name = "model", value = OipExamples.MODEL)))
    public ModelMetadata metadata(@PathParam("model") String model) {
        return models.metadata(new ModelVersion(model, null));
    }

    @GET
    @Path("ready")
    @Operation(operationId = "modelReady", summary = "Whether the model can be asked")
    @APIResponse(
            responseCode = "200",
            description = "It can",
            content =
                    @Content(
                            schema = @Schema(implementation = ModelReady.class),
                            examples = @ExampleObject(name = "ready", value = OipExamples.MODEL_READY)))
    @APIResponse(responseCode = "503", description = "No model is loaded yet")
    public Response ready(@PathParam("model") String model) {
        ModelReady ready = models.ready(new ModelVersion(model, null));
        return Response.status(ready.ready() ? 200 : 503).entity(ready).build();
    }

    @POST
    @Path("infer")
    @Operation(
            operationId = "infer",
            summary = "Classifies images",
            description =
                    "The tensor 'image' holds image files, in JSON in base64. With the binary tensor data extension "
                            + "they stand behind the JSON as they are, and outputs too where the client asks for that. Limits "
                            + "and refusals are those of /predict_batch, but one image that is refused refuses the request.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = InferRequest.class),
                            examples = @ExampleObject(name = "one image", value = OipExamples.REQUEST)))
    @APIResponse(
            responseCode = "200",
            description = "The predictions",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = InferResponse.class),
                            examples = @ExampleObject(name = "melanoma", value = OipExamples.RESPONSE)))
    public Response infer(@PathParam("model") String model, @BeanParam InferHeaders headers, InputStream body)
            throws IOException {
        return models.infer(new ModelVersion(model, null), bodies.read(body, headers), headers.deadline());
    }
}
