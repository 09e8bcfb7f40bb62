package org.dermoscope.inference.predict;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.regex.Pattern;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.web.ApiException;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of the three routes that predict.
 *
 * @param topK classes in {@code top_k}, 1..7
 * @param explained whether answers come with evidence
 * @param explainedClass for which there is evidence; null for the most probable one
 */
record QueryOptions(int topK, boolean explained, @Nullable LesionClass explainedClass) {
    private static final String TOP_K = "top_k";
    private static final String EXPLAIN = "explain";
    private static final String EXPLAIN_CLASS = "explain_class";
    private static final List<String> KNOWN = List.of(TOP_K, EXPLAIN, EXPLAIN_CLASS);
    private static final int DEFAULT_TOP_K = 3;
    private static final Pattern ALLOWED = Pattern.compile("[1-" + LesionClass.COUNT + "]");

    /** @throws ApiException 400 for an unknown parameter, a value out of range or a repeated one */
    static QueryOptions of(UriInfo uri) {
        MultivaluedMap<String, String> query = uri.getQueryParameters();
        for (String name : query.keySet()) {
            if (!KNOWN.contains(name)) {
                throw ApiException.badRequest(
                        "unknown_parameter", "Unknown query parameter '" + shortened(name) + "'; known: " + KNOWN);
            }
        }
        @Nullable String topK = single(query, TOP_K, ALLOWED, "one whole number, 1 to " + LesionClass.COUNT);
        @Nullable String explain = single(query, EXPLAIN, Pattern.compile("true|false"), "true or false");
        String codes = String.join("|", LesionClass.codes());
        @Nullable String code = single(query, EXPLAIN_CLASS, Pattern.compile(codes), "one of " + LesionClass.codes());
        if (code != null && "false".equals(explain)) {
            throw ApiException.badRequest(
                    "invalid_parameter",
                    "Query parameter '" + EXPLAIN_CLASS + "' asks for what 'explain=false' refuses");
        }
        return new QueryOptions(
                topK == null ? DEFAULT_TOP_K : Integer.parseInt(topK),
                "true".equals(explain) || code != null,
                code == null ? null : LesionClass.ofCode(code));
    }

    /** Null if it is not there. */
    private static @Nullable String single(
            MultivaluedMap<String, String> query, String name, Pattern allowed, String inWords) {
        List<String> values = query.getOrDefault(name, List.of());
        if (values.isEmpty()) {
            return null;
        }
        if (values.size() > 1 || !allowed.matcher(values.get(0)).matches()) {
            throw ApiException.badRequest(
                    "invalid_parameter",
                    "Query parameter '" + name + "' is '" + shortened(String.join(", ", values)) + "'; allowed: "
                            + inWords);
        }
        return values.get(0);
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
