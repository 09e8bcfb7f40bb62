package org.dermoscope.web.access;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a request needs, for both services. It names what is open or needs little; whatever it does not know, a misspelt
 * path or a route of tomorrow, needs the role that may do most. Stateless.
 */
public final class RoutePolicy {
    private static final Pattern HEALTH = Pattern.compile("/health|/q/health(/[a-z]+)?|/v2/health/(live|ready)");
    private static final Pattern PREDICTIONS =
            Pattern.compile("/predict(_base64|_batch)?|/v2/models/[^/;]+(/versions/[^/;]+)?/infer");
    private static final Pattern MODELS = Pattern.compile("/model|/v2(/models/[^/;]+(/versions/[^/;]+)?(/ready)?)?");
    private static final Set<String> LOOKING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String METRICS = "/q/metrics";

    private RoutePolicy() {}

    /**
     * One of these roles is enough; nobody is asked for any where there is none.
     *
     * @param path decoded and without dot segments, or the template of one
     */
    public static Set<Role> needed(String method, String path) {
        boolean looking = LOOKING.contains(method);
        if (HEALTH.matcher(path).matches()) {
            return looking ? EnumSet.noneOf(Role.class) : EnumSet.of(Role.READ);
        }
        if (PREDICTIONS.matcher(path).matches()) {
            return EnumSet.of(Role.PREDICT);
        }
        if (MODELS.matcher(path).matches()) {
            return EnumSet.of(Role.PREDICT, Role.READ);
        }
        return EnumSet.of(looking ? Role.READ : Role.OPERATE);
    }

    static boolean isMetrics(String path) {
        return path.equals(METRICS);
    }
}
