package org.dermoscope.inference.predict;

import io.vertx.ext.web.RoutingContext;
import org.dermoscope.web.ApiException;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;

/** Parses the form of a request that lies in memory; the platform then finds it parsed and writes no file. */
public final class MemoryFormFilter {
    /**
     * Runs before the platform's own parsing, on the request's thread.
     *
     * @throws ApiException 400 if the form is malformed or ends early, 413 for a field that is too long
     */
    @ServerRequestFilter
    public void parse(ResteasyReactiveContainerRequestContext request) {
        ResteasyReactiveRequestContext context = (ResteasyReactiveRequestContext) request.getServerRequestContext();
        @Nullable MemoryForm form = MemoryForm.takeFrom(context.serverRequest().unwrap(RoutingContext.class));
        if (form != null) {
            MemoryFormParts parts = new MemoryFormParts(context.getDeployment().getRuntimeConfiguration());
            MemoryFormParser.parse(form, parts);
            context.setFormData(parts.form());
        }
    }
}
