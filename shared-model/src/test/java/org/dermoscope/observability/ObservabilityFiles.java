package org.dermoscope.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The dashboards and alert rules that are shipped. */
public final class ObservabilityFiles {
    private static final Path FOLDER = Path.of(Objects.requireNonNull(System.getProperty("dermoscope.project-root")))
            .resolve("deploy/observability");

    private ObservabilityFiles() {}

    /** Every PromQL expression in a dashboard (JSON) or a file of rules (YAML). */
    public static List<String> expressions(String file) {
        ObjectMapper mapper = file.endsWith(".json") ? new ObjectMapper() : new ObjectMapper(new YAMLFactory());
        try {
            JsonNode document = mapper.readTree(FOLDER.resolve(file).toFile());
            return document.findValuesAsText("expr");
        } catch (IOException e) {
            throw new UncheckedIOException("Reading " + file, e);
        }
    }
}
