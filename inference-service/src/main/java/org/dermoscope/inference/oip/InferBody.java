package org.dermoscope.inference.oip;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.web.ApiException;
import org.jspecify.annotations.Nullable;

/** Reads the body of an inference request, which lies in memory and so has a limit of its own. Thread-safe. */
public final class InferBody {
    /** In requests and answers: the length of the JSON, where tensors stand behind it as bytes. */
    static final String JSON_LENGTH = "Inference-Header-Content-Length";

    private final int limit;
    private final ObjectReader reader;

    /** What was read: the JSON, and the bytes behind it. */
    record Content(InferRequest request, byte[] behind) {}

    /** @param maxBytes of the whole body */
    public InferBody(long maxBytes) {
        this.limit = Math.toIntExact(maxBytes);
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxStringLength(limit).build())
                .build();
        this.reader = Json.strictly(new ObjectMapper(factory)).readerFor(InferRequest.class);
    }

    /**
     * @throws ApiException 413 for a body that is too large, 400 for a length that cannot be or no body
     * @throws IOException if it is not the JSON that it must be
     */
    Content read(InputStream body, InferHeaders headers) throws IOException {
        @Nullable String announced = headers.length();
        @Nullable String jsonLength = headers.jsonLength();
        if (announced != null && Long.parseLong(announced) > limit) {
            throw tooLarge();
        }
        byte[] bytes = body.readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw tooLarge();
        }
        int length = jsonLength == null ? bytes.length : lengthOf(jsonLength, bytes.length);
        @Nullable InferRequest request = length == 0 ? null : reader.readValue(bytes, 0, length);
        if (request == null) {
            throw ApiException.badRequest("missing_field", "Field 'inputs' is missing; allowed: one tensor 'image'");
        }
        return new Content(request, Arrays.copyOfRange(bytes, length, bytes.length));
    }

    private static int lengthOf(String header, int available) {
        boolean number = header.length() <= 9 && header.chars().allMatch(c -> c >= '0' && c <= '9');
        int length = number && !header.isEmpty() ? Integer.parseInt(header) : -1;
        if (length < 1 || length > available) {
            throw ApiException.badRequest(
                    "malformed_header",
                    "The header " + JSON_LENGTH + " is '" + Shown.shortened(header) + "'; allowed: 1 to " + available
                            + ", the bytes of the body");
        }
        return length;
    }

    private ApiException tooLarge() {
        return new ApiException(
                413,
                "body_too_large",
                "The body has more than " + limit + " bytes, the most that is allowed here; /predict_batch takes more");
    }
}
