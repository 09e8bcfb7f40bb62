package org.dermoscope.web;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Wires what a service wires. */
public class ProbeProducers {
    static final String TOKEN = "0123456789abcdef";

    @Produces
    @Singleton
    OperatorToken token() {
        return OperatorToken.of(TOKEN);
    }
}
