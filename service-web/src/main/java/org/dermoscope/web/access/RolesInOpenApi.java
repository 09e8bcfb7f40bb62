package org.dermoscope.web.access;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jspecify.annotations.Nullable;

/** Says in the description of the API what {@link RoutePolicy} asks of each operation. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class RolesInOpenApi implements OASFilter {
    private static final String SCHEME = "bearer";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        @Nullable Components components = api.getComponents();
        api.setComponents((components == null ? OASFactory.createComponents() : components)
                .addSecurityScheme(
                        SCHEME,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme(SCHEME)
                                .description("A token of this service or of its identity provider. Roles that are open"
                                        + " need none.")));
        if (api.getPaths() != null) {
            api.getPaths().getPathItems().forEach(RolesInOpenApi::describe);
        }
    }

    private static void describe(String path, PathItem item) {
        item.getOperations()
                .forEach((method, operation) -> describe(operation, RoutePolicy.needed(method.name(), path)));
    }

    private static void describe(Operation operation, Set<Role> needed) {
        if (needed.isEmpty()) {
            return;
        }
        needed.forEach(role -> operation.addSecurityRequirement(
                OASFactory.createSecurityRequirement().addScheme(SCHEME, role.text())));
        String roles = needed.stream().map(Role::text).collect(Collectors.joining(" or "));
        answer(operation, "401", "No token, or no valid one (token_required, invalid_token)");
        answer(operation, "403", "The token lacks the role " + roles + " (missing_role)");
    }

    private static void answer(Operation operation, String status, String description) {
        if (operation.getResponses() != null && !operation.getResponses().hasAPIResponse(status)) {
            operation
                    .getResponses()
                    .addAPIResponse(status, OASFactory.createAPIResponse().description(description));
        }
    }
}
