package org.dermoscope.web;

import io.smallrye.config.ConfigMapping;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.dermoscope.web.access.Access;
import org.dermoscope.web.access.AccessConfig;
import org.dermoscope.web.access.AccessLimits;

/** Wires what a service wires. */
public class ProbeProducers {
    static final String TOKEN = "0123456789abcdef";

    /** The group that a service has among its settings. */
    @ConfigMapping(prefix = "dermoscope")
    public interface Settings {
        AccessConfig access();

        Optional<String> operatorToken();

        Path stateDir();
    }

    @Produces
    @Singleton
    Access access(Settings settings) {
        return Access.load(settings.access(), settings.operatorToken(), settings.stateDir());
    }

    @Produces
    @Singleton
    AccessLimits limits(Settings settings) {
        return AccessLimits.of(settings.access());
    }
}
