package org.dermoscope.launch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.dermoscope.tune.SearchOrder;
import org.dermoscope.tune.Trial;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /jobs} for what the command line asks. */
final class JobRequest {
    private JobRequest() {}

    /**
     * @param data a HAM10000 folder, null for the generated sample
     * @param epochs at most, null for the recipe's
     */
    static ObjectNode of(String architecture, @Nullable Path data, @Nullable Integer epochs) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("architecture", architecture);
        if (data == null) {
            request.putObject("data").put("sample", true);
        } else {
            request.putObject("data").put("path", data.toString());
        }
        if (epochs != null) {
            request.put("epochs", epochs);
        }
        return request;
    }

    /** For a recipe of a search. */
    static ObjectNode of(SearchOrder order, Trial trial, int epochs) {
        Path data = order.data() == null ? null : Path.of(order.data());
        return of(order.architecture(), data, epochs).setAll(order.overrides(trial));
    }
}
