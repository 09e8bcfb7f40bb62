package org.dermoscope.inference.oip;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.HttpHeaders;
import org.dermoscope.inference.predict.DeadlineHeader;
import org.jspecify.annotations.Nullable;

/**
 * What the headers say of an inference request; null where they are missing.
 *
 * @param length of the whole body
 * @param jsonLength see {@link InferBody#JSON_LENGTH}
 * @param deadline see {@link DeadlineHeader}
 */
public record InferHeaders(
        @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
        @HeaderParam(InferBody.JSON_LENGTH) @Nullable String jsonLength,
        @HeaderParam(DeadlineHeader.NAME) @Nullable String deadline) {}
