package org.dermoscope.web.access;

import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.stream.Collectors;
import org.dermoscope.web.ApiException;

/** What is answered to who may not; each is returned, its header is set at once. Stateless. */
final class AccessRefusals {
    static final String HEADER = "WWW-Authenticate";
    static final String CHALLENGE = "Bearer realm=\"dermoscope\"";

    private AccessRefusals() {}

    static ApiException tokenRequired(RoutingContext context, Set<Role> needed) {
        challenge(context, CHALLENGE);
        return new ApiException(
                401,
                "token_required",
                "This needs the header 'Authorization: Bearer <token>' with a token that has the role "
                        + alternatives(needed) + "; the token that a service makes for itself lies in the file"
                        + " 'operator-token' of its state folder");
    }

    static ApiException invalidToken(RoutingContext context) {
        challenge(context, CHALLENGE + ", error=\"invalid_token\"");
        return new ApiException(
                401,
                "invalid_token",
                "The header 'Authorization' holds no valid token; allowed: 'Bearer ' and a token of this service that"
                        + " has not expired");
    }

    static ApiException missingRole(RoutingContext context, Set<Role> needed, Set<Role> granted) {
        challenge(
                context,
                CHALLENGE + ", error=\"insufficient_scope\", scope=\""
                        + needed.stream().map(Role::text).collect(Collectors.joining(" ")) + "\"");
        return new ApiException(
                403,
                "missing_role",
                "This needs the role " + alternatives(needed) + "; the caller has "
                        + granted.stream().map(Role::text).sorted().toList());
    }

    private static String alternatives(Set<Role> needed) {
        return needed.stream().map(role -> "'" + role.text() + "'").collect(Collectors.joining(" or "));
    }

    private static void challenge(RoutingContext context, String challenge) {
        context.response().putHeader(HEADER, challenge);
    }
}
