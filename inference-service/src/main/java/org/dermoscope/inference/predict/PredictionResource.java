package org.dermoscope.inference.predict;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.dermoscope.inference.predict.PredictionApi.BatchForm;
import org.dermoscope.inference.predict.PredictionApi.ImageForm;
import org.dermoscope.wire.Base64Request;
import org.dermoscope.wire.ErrorAnswer;
import org.dermoscope.wire.PredictionAnswer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;
import org.jspecify.annotations.Nullable;

/** Images in, predictions out. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "prediction", description = "Classifies dermoscopic images; research and screening support only.")
@APIResponse(
        responseCode = "400",
        description = "Missing or malformed field or parameter, empty image, bad base64",
        content =
                @Content(
                        schema = @Schema(implementation = ErrorAnswer.class),
                        examples = @ExampleObject(name = "missing field", value = PredictionApi.MISSING_FIELD)))
@APIResponse(
        responseCode = "413",
        description = "Too many bytes, pixels or images",
        content = @Content(schema = @Schema(implementation = ErrorAnswer.class)))
@APIResponse(
        responseCode = "415",
        description = "The content is of no accepted image type",
        content = @Content(schema = @Schema(implementation = ErrorAnswer.class)))
@APIResponse(
        responseCode = "422",
        description = "A known type, but truncated, corrupt or without pixels",
        content = @Content(schema = @Schema(implementation = ErrorAnswer.class)))
@APIResponse(
        responseCode = "429",
        description = "This client has as many requests in flight as one may have (too_many_requests); see Retry-After",
        content = @Content(schema = @Schema(implementation = ErrorAnswer.class)))
@APIResponse(
        responseCode = "503",
        description = "No model yet (no_model), queue full (overloaded) or shutting_down; see Retry-After",
        content = @Content(schema = @Schema(implementation = ErrorAnswer.class)))
@APIResponse(
        responseCode = "504",
        description = "Not begun before the deadline (deadline_passed)",
        content = @Content(schema = @Schema(implementation = ErrorAnswer.class)))
public final class PredictionResource {
    private final PredictionService service;
    private final Base64Body base64;
    private final RequestLimits limits;

    PredictionResource(PredictionService service, Base64Body base64, RequestLimits limits) {
        this.service = service;
        this.base64 = base64;
        this.limits = limits;
    }

    @POST
    @Path("predict")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Parameter(
            name = "top_k",
            in = ParameterIn.QUERY,
            description = "How many classes 'top_k' lists",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "7", defaultValue = "3"))
    @Parameter(
            name = "explain",
            in = ParameterIn.QUERY,
            description = PredictionApi.EXPLAIN,
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    @Parameter(
            name = "explain_class",
            in = ParameterIn.QUERY,
            description = PredictionApi.EXPLAIN_CLASS,
            schema = @Schema(enumeration = {"akiec", "bcc", "bkl", "df", "mel", "nv", "vasc"}))
    @Operation(operationId = "predict", summary = "Classifies one image file")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = ImageForm.class)))
    @APIResponse(
            responseCode = "200",
            description = "The prediction",
            content =
                    @Content(
                            schema = @Schema(implementation = PredictionAnswer.class),
                            examples = @ExampleObject(name = "melanoma", value = PredictionApi.ANSWER)))
    public PredictionAnswer predict(
            MultipartFormDataInput form,
            @Context UriInfo uri,
            @HeaderParam(DeadlineHeader.NAME)
                    @Parameter(
                            description = PredictionApi.DEADLINE,
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1"))
                    @Nullable
                    String deadline) {
        QueryOptions options = QueryOptions.of(uri);
        return Answers.single(classify(List.of(ImageParts.single(form)), deadline, options), options);
    }

    @POST
    @Path("predict_base64")
    @Consumes(MediaType.APPLICATION_JSON)
    @Parameter(
            name = "top_k",
            in = ParameterIn.QUERY,
            description = "How many classes 'top_k' lists",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "7", defaultValue = "3"))
    @Parameter(
            name = "explain",
            in = ParameterIn.QUERY,
            description = PredictionApi.EXPLAIN,
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    @Parameter(
            name = "explain_class",
            in = ParameterIn.QUERY,
            description = PredictionApi.EXPLAIN_CLASS,
            schema = @Schema(enumeration = {"akiec", "bcc", "bkl", "df", "mel", "nv", "vasc"}))
    @Operation(operationId = "predictBase64", summary = "Classifies one image in JSON")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Base64Request.class),
                            examples = @ExampleObject(name = "png", value = PredictionApi.BASE64_REQUEST)))
    @APIResponse(
            responseCode = "200",
            description = "The prediction",
            content =
                    @Content(
                            schema = @Schema(implementation = PredictionAnswer.class),
                            examples = @ExampleObject(name = "melanoma", value = PredictionApi.ANSWER)))
    public PredictionAnswer predictBase64(
            InputStream body,
            @HeaderParam("Content-Length") @Nullable String length,
            @Context UriInfo uri,
            @HeaderParam(DeadlineHeader.NAME)
                    @Parameter(
                            description = PredictionApi.DEADLINE,
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1"))
                    @Nullable
                    String deadline)
            throws IOException {
        QueryOptions options = QueryOptions.of(uri);
        long announced = length == null ? -1 : Long.parseLong(length);
        return Answers.single(classify(List.of(base64.read(body, announced)), deadline, options), options);
    }

    @POST
    @Path("predict_batch")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Parameter(
            name = "top_k",
            in = ParameterIn.QUERY,
            description = "How many classes 'top_k' lists",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "7", defaultValue = "3"))
    @Parameter(
            name = "explain",
            in = ParameterIn.QUERY,
            description = PredictionApi.EXPLAIN,
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    @Parameter(
            name = "explain_class",
            in = ParameterIn.QUERY,
            description = PredictionApi.EXPLAIN_CLASS,
            schema = @Schema(enumeration = {"akiec", "bcc", "bkl", "df", "mel", "nv", "vasc"}))
    @Operation(
            operationId = "predictBatch",
            summary = "Classifies up to 64 image files",
            description = "An image that cannot be classified has an error in its place; the others are not affected.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = BatchForm.class)))
    @APIResponse(
            responseCode = "200",
            description = "Predictions and errors, in the order of the images",
            content =
                    @Content(
                            schema = @Schema(implementation = PredictionApi.BatchElement[].class),
                            examples = @ExampleObject(name = "one good, one broken", value = PredictionApi.BATCH)))
    public List<Object> predictBatch(
            MultipartFormDataInput form,
            @Context UriInfo uri,
            @HeaderParam(DeadlineHeader.NAME)
                    @Parameter(
                            description = PredictionApi.DEADLINE,
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1"))
                    @Nullable
                    String deadline) {
        QueryOptions options = QueryOptions.of(uri);
        return Answers.batch(classify(ImageParts.several(form, limits.batchImages()), deadline, options), options);
    }

    private Classification classify(List<Upload> uploads, @Nullable String deadline, QueryOptions options) {
        return service.classify(uploads, DeadlineHeader.deadline(deadline, limits.deadline()), options.explained());
    }
}
