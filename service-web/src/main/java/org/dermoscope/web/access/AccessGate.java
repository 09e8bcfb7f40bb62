package org.dermoscope.web.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import org.dermoscope.web.ApiException;
import org.dermoscope.web.EarlyAnswers;
import org.jboss.logging.Logger;

/**
 * Lets a request through if its caller has a role that {@link RoutePolicy} asks for: before its body is read, so that a
 * stranger costs no memory. Runs on the event loop.
 */
@Singleton
public final class AccessGate {
    /** After Quarkus has prepared authentication, which is at -200; before whatever reads a body. */
    private static final int ORDER = -150;

    private static final Logger LOG = Logger.getLogger(AccessGate.class);

    private final Access access;
    private final BearerAuthentication tokens;
    private final ClientGate clients;
    private final EarlyAnswers answers;

    AccessGate(Access access, BearerAuthentication tokens, ClientGate clients, EarlyAnswers answers) {
        this.access = access;
        this.tokens = tokens;
        this.clients = clients;
        this.answers = answers;
    }

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(this::check);
    }

    private void check(RoutingContext context) {
        String path = context.normalizedPath();
        Set<Role> needed = RoutePolicy.needed(context.request().method().name(), path);
        if (needed.isEmpty() || (RoutePolicy.isMetrics(path) && access.openMetrics())) {
            context.next();
        } else if (!context.request().headers().contains(HttpHeaders.AUTHORIZATION)) {
            checkStranger(context, needed);
        } else if (!tokens.knows(context) && clients.isGuessing(context)) {
            answers.refuse(context, clients.tooManyFailures());
        } else {
            checkCaller(context, needed);
        }
    }

    private void checkStranger(RoutingContext context, Set<Role> needed) {
        if (Collections.disjoint(needed, access.open())) {
            answers.refuse(context, AccessRefusals.tokenRequired(context, needed));
        } else {
            context.next();
        }
    }

    private void checkCaller(RoutingContext context, Set<Role> needed) {
        // Quarkus would answer a failure itself, without a body; here it only ends the authentication.
        BiConsumer<RoutingContext, Throwable> unanswered = (failed, failure) -> {};
        context.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, unanswered);
        QuarkusHttpUser.getSecurityIdentity(context, null)
                .subscribe()
                .with(identity -> checkIdentity(context, needed, identity), failure -> refuseFailed(context, failure));
    }

    private void checkIdentity(RoutingContext context, Set<Role> needed, SecurityIdentity identity) {
        if (identity.isAnonymous()) {
            refuseToken(context);
            return;
        }
        Set<Role> granted = EnumSet.noneOf(Role.class);
        granted.addAll(access.open());
        granted.addAll(Role.granted(identity.getRoles()));
        if (Collections.disjoint(needed, granted)) {
            answers.refuse(context, AccessRefusals.missingRole(context, needed, granted));
            return;
        }
        if (needed.contains(Role.OPERATE)) {
            LOG.infof(
                    "%s %s by %s",
                    context.request().method(),
                    context.request().path(),
                    identity.getPrincipal().getName());
        }
        context.next();
    }

    private void refuseFailed(RoutingContext context, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof AuthenticationFailedException) {
            refuseToken(context);
        } else {
            LOG.error("The identity provider cannot be asked", cause);
            answers.refuse(
                    context,
                    new ApiException(
                            503,
                            "identity_provider_unavailable",
                            "The token cannot be verified, because its identity provider cannot be asked; try again"));
        }
    }

    private void refuseToken(RoutingContext context) {
        clients.failed(context);
        answers.refuse(context, AccessRefusals.invalidToken(context));
    }
}
