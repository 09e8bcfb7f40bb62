package org.dermoscope.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Refuses a malformed {@code Accept} header, which would otherwise fail when the answer is written. */
@Provider
@PreMatching
public final class AcceptFilter implements ContainerRequestFilter {
    private static final Logger LOG = Logger.getLogger(AcceptFilter.class);

    @Override
    public void filter(ContainerRequestContext request) {
        @Nullable String header = request.getHeaderString(HttpHeaders.ACCEPT);
        if (header == null || header.equals(MediaType.WILDCARD)) {
            return;
        }
        try {
            List<MediaType> types = request.getAcceptableMediaTypes();
            LOG.tracef("Accepts %s", types);
        } catch (IllegalArgumentException malformed) {
            request.getHeaders().putSingle(HttpHeaders.ACCEPT, MediaType.WILDCARD);
            request.abortWith(ErrorResponses.of(
                    400,
                    "malformed_header",
                    "The header Accept is malformed; allowed: media types such as application/json"));
        }
    }
}
