package org.dermoscope.web;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lets a request to an {@link OperatorOnly} route through only with the operator token: 401 without, 403 with another. */
@Provider
@OperatorOnly
public final class OperatorFilter implements ContainerRequestFilter {
    private static final Pattern BEARER = Pattern.compile("Bearer +([A-Za-z0-9._~+/-]+=*) *", Pattern.CASE_INSENSITIVE);

    private final Instance<OperatorToken> token;

    /** @param token looked up when it is needed: filters exist before a service's settings do */
    @Inject
    public OperatorFilter(Instance<OperatorToken> token) {
        this.token = token;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        @Nullable String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        Matcher bearer = BEARER.matcher(header == null ? "" : header);
        if (!bearer.matches()) {
            request.abortWith(Response.fromResponse(ErrorResponses.of(
                            401,
                            "operator_token_required",
                            "This route needs the header 'Authorization: Bearer <operator token>'; it lies in the file "
                                    + "'operator-token' of the service's state folder unless it was configured"))
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"dermoscope operator\"")
                    .build());
        } else if (!token.get().matches(bearer.group(1))) {
            request.abortWith(ErrorResponses.of(
                    403, "operator_token_wrong", "The bearer token is not this service's operator token"));
        }
    }
}
