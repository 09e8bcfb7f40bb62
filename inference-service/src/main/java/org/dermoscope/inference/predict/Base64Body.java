package org.dermoscope.inference.predict;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.web.ApiException;
import org.dermoscope.wire.Base64Request;
import org.jspecify.annotations.Nullable;

/** Reads the body of a base64 request without ever holding more than the largest allowed image takes. Thread-safe. */
public final class Base64Body {
    private static final int SPARE = 64 << 10;

    private final long limit;
    private final ObjectReader reader;

    /** @param maxImageBytes of the image within; the body may be half as large again, and a little */
    public Base64Body(long maxImageBytes) {
        this.limit = Math.addExact(maxImageBytes + maxImageBytes / 2, SPARE);
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Math.toIntExact(limit))
                        .build())
                .build();
        this.reader = Json.strictly(new ObjectMapper(factory)).readerFor(Base64Request.class);
    }

    /**
     * @param announced length of the body by its header, or negative
     * @throws ApiException 413 for a body that is too large, 400 if the field is missing
     * @throws IOException if it is not the JSON that it must be
     */
    Upload read(InputStream body, long announced) throws IOException {
        if (announced > limit) {
            throw tooLarge();
        }
        byte[] bytes = body.readNBytes(Math.toIntExact(limit + 1));
        if (bytes.length > limit) {
            throw tooLarge();
        }
        @Nullable Base64Request request = bytes.length == 0 ? null : reader.readValue(bytes);
        if (request == null || request.image() == null) {
            throw ApiException.badRequest(
                    "missing_field", "Field 'image' is missing or null; allowed: an image file in base64");
        }
        return new Base64Upload(request.image());
    }

    private ApiException tooLarge() {
        return new ApiException(
                413, "body_too_large", "The body has more than " + limit + " bytes, the most that is allowed here");
    }
}
