package org.dermoscope.inference.oip;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dermoscope.inference.oip.InferRequest.RequestedOutput;
import org.dermoscope.web.ApiException;
import org.jspecify.annotations.Nullable;

/**
 * One output that the client wants.
 *
 * @param binary whether it comes as bytes behind the JSON
 */
record OutputChoice(TensorMetadata tensor, boolean binary) {
    private static final String BINARY = "binary_data";
    private static final String BINARY_BY_DEFAULT = "binary_data_output";

    /** @throws ApiException 400 for one that the model does not have */
    static List<OutputChoice> of(InferRequest request) {
        boolean binary = flag(request.parameters(), BINARY_BY_DEFAULT, false);
        List<RequestedOutput> requested = request.outputs();
        if (requested == null || requested.isEmpty()) {
            return Tensors.OUTPUTS.stream()
                    .map(tensor -> new OutputChoice(tensor, binary))
                    .toList();
        }
        if (requested.stream().anyMatch(Objects::isNull)) {
            throw ApiException.badRequest("invalid_value", "Field 'outputs' has null; allowed: objects with a name");
        }
        return requested.stream()
                .map(output -> new OutputChoice(tensorOf(output.name()), flag(output.parameters(), BINARY, binary)))
                .toList();
    }

    private static TensorMetadata tensorOf(@Nullable String name) {
        return Tensors.OUTPUTS.stream()
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ApiException.badRequest(
                        "invalid_value",
                        "Field 'outputs' asks for '" + Shown.shortened(name) + "'; known: "
                                + Tensors.OUTPUTS.stream()
                                        .map(TensorMetadata::name)
                                        .toList()));
    }

    private static boolean flag(@Nullable Map<String, Object> parameters, String name, boolean otherwise) {
        return parameters != null && parameters.get(name) instanceof Boolean value ? value : otherwise;
    }
}
