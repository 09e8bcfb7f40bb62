package org.dermoscope.inference.oip;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for. Null is what it left out; parameters that are not known here mean nothing.
 *
 * @param id comes back in the answer
 * @param parameters {@code binary_data_output}: whether outputs come as bytes behind the JSON unless they say otherwise
 * @param outputs those that are wanted; all if left out or empty
 */
public record InferRequest(
        @Nullable String id,
        @Nullable Map<String, Object> parameters,
        @Nullable List<Input> inputs,
        @Nullable List<RequestedOutput> outputs) {
    /**
     * A tensor.
     *
     * @param parameters {@code binary_data_size}: how many bytes it has behind the JSON, instead of {@code data}
     * @param data the elements
     */
    public record Input(
            @Nullable String name,
            @Nullable List<Long> shape,
            @Nullable String datatype,
            @Nullable Map<String, Object> parameters,

            @Schema(type = SchemaType.ARRAY, implementation = String.class, description = "Image files in base64")
            @Nullable
            JsonNode data) {}

    /** @param parameters {@code binary_data}: whether it comes as bytes behind the JSON */
    public record RequestedOutput(
            @Nullable String name, @Nullable Map<String, Object> parameters) {}
}
