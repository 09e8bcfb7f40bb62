package org.dermoscope.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /jobs} for what the command line asks. */
final class JobRequest {
    private JobRequest() {}

    /** @param data a HAM10000 folder, null for the generated sample */
    static JsonNode of(LaunchOptions options, @Nullable Path data) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("architecture", options.architectureOrDefault());
        if (data == null) {
            request.putObject("data").put("sample", true);
        } else {
            request.putObject("data").put("path", data.toString());
        }
        if (options.epochs() != null) {
            request.put("epochs", options.epochs());
        }
        return request;
    }
}
