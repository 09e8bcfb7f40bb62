package org.dermoscope.inference.oip;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to all images of a request.
 *
 * @param modelVersion id of the checkpoint that answered
 * @param id the request's, if it had one
 * @param parameters {@code synthetic}, {@code data} and {@code disclaimer}, as in the answer of {@code /predict}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InferResponse(
        String modelName,
        String modelVersion,
        @Nullable String id,
        Map<String, Object> parameters,
        List<Output> outputs) {
    /**
     * A tensor.
     *
     * @param parameters {@code binary_data_size} where its bytes stand behind the JSON; else null
     * @param data the elements, flat; null where its bytes stand behind the JSON
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Output(
            String name,
            String datatype,
            List<Long> shape,
            @Nullable Map<String, Object> parameters,
            @Nullable List<Object> data) {}
}
