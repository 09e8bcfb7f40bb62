package org.dermoscope.inference.oip;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dermoscope.inference.oip.InferRequest.Input;
import org.dermoscope.inference.predict.Base64Upload;
import org.dermoscope.inference.predict.Upload;
import org.dermoscope.web.ApiException;
import org.jspecify.annotations.Nullable;

/** The images in a request's one tensor. */
final class ImageTensor {
    private static final String BINARY_SIZE = "binary_data_size";
    private static final String NAME = Tensors.IMAGE.name();

    private final int maxImages;

    /** @param maxImages in one request, at least 1 */
    ImageTensor(int maxImages) {
        this.maxImages = maxImages;
    }

    /**
     * @param behind the bytes behind the JSON
     * @throws ApiException 400 for another tensor than the model takes, 413 for too many images
     */
    List<Upload> uploads(@Nullable List<Input> inputs, byte[] behind) {
        if (inputs == null || inputs.size() != 1 || inputs.get(0) == null) {
            throw ApiException.badRequest(
                    "invalid_value",
                    "Field 'inputs' has " + (inputs == null ? 0 : inputs.size()) + " tensors; allowed: 1, named '"
                            + NAME + "'");
        }
        Input input = inputs.get(0);
        require("name", input.name(), NAME);
        require("datatype", input.datatype(), Tensors.IMAGE.datatype());
        int count = count(input.shape());
        Object size = (input.parameters() == null ? Map.of() : input.parameters()).get(BINARY_SIZE);
        return size == null ? inJson(input.data(), count, behind.length) : asBytes(size, count, behind);
    }

    private int count(@Nullable List<Long> shape) {
        if (shape == null || shape.size() != 1 || shape.get(0) == null || shape.get(0) < 1) {
            throw ApiException.badRequest(
                    "invalid_value",
                    "Field 'inputs[0].shape' is " + shape + "; allowed: [n] with n images, n at least 1");
        }
        if (shape.get(0) > maxImages) {
            throw new ApiException(
                    413,
                    "too_many_images",
                    "The request has " + shape.get(0) + " images; allowed: at most " + maxImages);
        }
        return shape.get(0).intValue();
    }

    private static List<Upload> inJson(@Nullable JsonNode data, int count, int bytesBehind) {
        if (data == null || !data.isArray() || data.size() != count || bytesBehind > 0) {
            throw ApiException.badRequest(
                    "malformed_tensor",
                    "Field 'inputs[0].data' is not what its shape says, or bytes stand behind the JSON without the "
                            + "parameter '" + BINARY_SIZE + "'; allowed: an array of " + count
                            + " image files in base64");
        }
        List<Upload> uploads = new ArrayList<>(count);
        for (JsonNode element : data) {
            if (!element.isTextual()) {
                throw ApiException.badRequest(
                        "malformed_tensor",
                        "Field 'inputs[0].data[" + uploads.size()
                                + "]' is no string; allowed: an image file in base64");
            }
            uploads.add(new Base64Upload(element.textValue()));
        }
        return uploads;
    }

    private static List<Upload> asBytes(Object size, int count, byte[] behind) {
        if (!(size instanceof Integer stated) || stated != behind.length) {
            throw ApiException.badRequest(
                    "malformed_tensor",
                    "Parameter '" + BINARY_SIZE + "' of tensor '" + NAME + "' is not the number of bytes behind the "
                            + "JSON, which is " + behind.length);
        }
        List<Upload> uploads = new ArrayList<>(count);
        for (byte[] element : BytesTensor.elements(behind, count)) {
            uploads.add(max -> element);
        }
        return uploads;
    }

    private static void require(String field, @Nullable String value, String allowed) {
        if (!allowed.equals(value)) {
            throw ApiException.badRequest(
                    "invalid_value",
                    "Field 'inputs[0]." + field + "' is '" + Shown.shortened(value) + "'; allowed: " + allowed);
        }
    }
}
