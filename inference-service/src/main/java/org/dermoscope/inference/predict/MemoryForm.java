package org.dermoscope.inference.predict;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.common.headers.HeaderUtil;
import org.jspecify.annotations.Nullable;

/**
 * The body of a multipart request in memory.
 *
 * @param boundary between its parts, without the dashes before it
 * @param body as it came
 */
record MemoryForm(String boundary, Buffer body) {
    private static final String MEDIA_TYPE = "multipart/form-data";
    private static final String KEY = MemoryForm.class.getName();

    /** The boundary that a request announces; null if it has no such form. */
    static @Nullable String boundary(RoutingContext request) {
        @Nullable String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && type.startsWith(MEDIA_TYPE)
                ? HeaderUtil.extractQuotedValueFromHeader(type, "boundary")
                : null;
    }

    void putInto(RoutingContext request) {
        request.put(KEY, this);
    }

    /** The form of a request, once; null if there is none. */
    static @Nullable MemoryForm takeFrom(RoutingContext request) {
        return request.remove(KEY);
    }
}
