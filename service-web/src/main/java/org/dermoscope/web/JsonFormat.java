package org.dermoscope.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import org.dermoscope.checkpoint.Json;

/** Gives requests and answers the platform's one JSON format; unknown fields of a request are refused. */
@Singleton
public final class JsonFormat implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        Json.strictly(mapper);
    }

    /** Last: what others set does not count. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }
}
