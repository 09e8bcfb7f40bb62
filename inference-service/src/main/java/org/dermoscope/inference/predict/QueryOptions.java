package org.dermoscope.inference.predict;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.regex.Pattern;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.web.ApiException;

/**
 * The query parameters of the three routes that predict.
 *
 * @param topK classes in {@code top_k}, 1..7
 */
record QueryOptions(int topK) {
    private static final String TOP_K = "top_k";
    private static final int DEFAULT_TOP_K = 3;
    private static final Pattern ALLOWED = Pattern.compile("[1-" + LesionClass.COUNT + "]");

    /** @throws ApiException 400 for an unknown parameter, a value out of range or a repeated one */
    static QueryOptions of(UriInfo uri) {
        MultivaluedMap<String, String> query = uri.getQueryParameters();
        for (String name : query.keySet()) {
            if (!TOP_K.equals(name)) {
                throw ApiException.badRequest(
                        "unknown_parameter",
                        "Unknown query parameter '" + shortened(name) + "'; known: [" + TOP_K + "]");
            }
        }
        List<String> values = query.getOrDefault(TOP_K, List.of());
        if (values.isEmpty()) {
            return new QueryOptions(DEFAULT_TOP_K);
        }
        if (values.size() > 1 || !ALLOWED.matcher(values.get(0)).matches()) {
            throw ApiException.badRequest(
                    "invalid_parameter",
                    "Query parameter '" + TOP_K + "' is '" + shortened(String.join(", ", values))
                            + "'; allowed: one whole number, 1 to " + LesionClass.COUNT);
        }
        return new QueryOptions(Integer.parseInt(values.get(0)));
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
