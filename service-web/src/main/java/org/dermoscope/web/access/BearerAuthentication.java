package org.dermoscope.web.access;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Knows callers by the tokens of {@link Access}. Of any other token it says nothing: it may be one of OpenID Connect,
 * whose mechanism comes after this one. Thread-safe.
 */
@Singleton
public final class BearerAuthentication implements HttpAuthenticationMechanism {
    private static final Pattern BEARER = Pattern.compile("Bearer +([A-Za-z0-9._~+/-]+=*) *", Pattern.CASE_INSENSITIVE);
    private static final int BEFORE_OTHERS = DEFAULT_PRIORITY + 1000;

    private final Access access;

    BearerAuthentication(Access access) {
        this.access = access;
    }

    /** Whether the request has one of our own tokens. */
    boolean knows(RoutingContext context) {
        return holder(context).isPresent();
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        return Uni.createFrom().optional(holder(context).map(BearerAuthentication::identity));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, AccessRefusals.HEADER, AccessRefusals.CHALLENGE));
    }

    @Override
    public int getPriority() {
        return BEFORE_OTHERS;
    }

    private Optional<TokenHolder> holder(RoutingContext context) {
        @Nullable String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        Matcher bearer = BEARER.matcher(header == null ? "" : header);
        return bearer.matches() ? access.holder(bearer.group(1)) : Optional.empty();
    }

    private static SecurityIdentity identity(TokenHolder holder) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(holder.name()))
                .addRoles(holder.roles().stream().map(Role::text).collect(Collectors.toSet()))
                .build();
    }
}
