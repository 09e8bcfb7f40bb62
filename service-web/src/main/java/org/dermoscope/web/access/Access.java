package org.dermoscope.web.access;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/** Who may do what in this service. Immutable. */
public final class Access {
    private static final Logger LOG = Logger.getLogger(Access.class);
    private static final String NOBODY = "none";
    private static final String OPERATOR = "operator";

    private final List<TokenHolder> holders;
    private final Set<Role> open;
    private final boolean openMetrics;

    Access(List<TokenHolder> holders, Set<Role> open, boolean openMetrics) {
        this.holders = List.copyOf(holders);
        this.open = Set.copyOf(open);
        this.openMetrics = openMetrics;
    }

    /**
     * The configured operator token and those of the file of tokens. Where there is neither, and no identity provider, the
     * operator token of {@code stateDir}, made if missing.
     *
     * @throws IllegalArgumentException if a setting or a token is malformed; names it, and never a token
     * @throws java.io.UncheckedIOException if a file can be neither read nor made
     */
    public static Access load(AccessConfig config, Optional<String> operatorToken, Path stateDir) {
        List<TokenHolder> holders = new ArrayList<>();
        config.tokens().map(TokenFile::read).ifPresent(holders::addAll);
        if (operatorToken.isPresent()) {
            holders.add(operator(operatorToken.get(), "The operator token (dermoscope.operator-token)"));
        } else if (config.tokens().isEmpty() && !identityProvider()) {
            Path file = OperatorToken.fileIn(stateDir);
            holders.add(operator(OperatorToken.readOrCreate(file), "The operator token in " + file));
        }
        Set<Role> open = open(config.open());
        if (open.contains(Role.OPERATE)) {
            LOG.warn("dermoscope.access.open has the role operate: whoever reaches this service may start jobs, promote"
                    + " and roll back");
        }
        return new Access(holders, open, config.openMetrics());
    }

    /** Whose token it is. Every token is compared, so that the time says nothing. */
    Optional<TokenHolder> holder(String token) {
        byte[] digest = TokenHash.digest(token);
        Optional<TokenHolder> found = Optional.empty();
        for (TokenHolder holder : holders) {
            if (holder.hash().matches(digest)) {
                found = Optional.of(holder);
            }
        }
        return found;
    }

    /** What everybody may. */
    Set<Role> open() {
        return open;
    }

    boolean openMetrics() {
        return openMetrics;
    }

    private static TokenHolder operator(String token, String where) {
        return new TokenHolder(OPERATOR, EnumSet.allOf(Role.class), TokenHash.ofToken(token, where));
    }

    private static boolean identityProvider() {
        return ConfigProvider.getConfig()
                .getOptionalValue("quarkus.oidc.tenant-enabled", Boolean.class)
                .orElse(false);
    }

    private static Set<Role> open(List<String> names) {
        if (names.equals(List.of(NOBODY))) {
            return Set.of();
        }
        try {
            names.forEach(Role::of);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "dermoscope.access.open is " + names + ": " + e.getMessage() + ", or '" + NOBODY + "' alone", e);
        }
        return Role.granted(names);
    }
}
