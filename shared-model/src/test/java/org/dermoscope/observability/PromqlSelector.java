package org.dermoscope.observability;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A metric that a PromQL expression selects, with the labels that it matches on.
 *
 * <p>A reader of names, not of the language: whoever selects a metric writes its name.
 */
record PromqlSelector(String metric, List<String> labels) {
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'");
    private static final Pattern RANGE = Pattern.compile("\\[[^\\]]*]");
    private static final Pattern GROUPING = Pattern.compile(
            "\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("(?<![\\w.$])([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(\\(|\\{([^}]*)})?");
    private static final Pattern MATCHED_LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)");
    private static final Set<String> OPERATORS = Set.of(
            "and",
            "or",
            "unless",
            "by",
            "without",
            "on",
            "ignoring",
            "group_left",
            "group_right",
            "bool",
            "offset",
            "inf",
            "nan");

    static List<PromqlSelector> in(String expression) {
        String bare = TEXT.matcher(expression).replaceAll("\"\"");
        bare = RANGE.matcher(bare).replaceAll("");
        bare = GROUPING.matcher(bare).replaceAll(" ");
        List<PromqlSelector> selectors = new ArrayList<>();
        Matcher name = NAME.matcher(bare);
        while (name.find()) {
            boolean function = "(".equals(name.group(2));
            if (!function && !OPERATORS.contains(name.group(1).toLowerCase(Locale.ROOT))) {
                selectors.add(new PromqlSelector(name.group(1), labels(name.group(3) == null ? "" : name.group(3))));
            }
        }
        return selectors;
    }

    /** Whether Prometheus makes it itself, of every target. */
    boolean isOfPrometheus() {
        return metric.equals("up");
    }

    private static List<String> labels(String matchers) {
        List<String> labels = new ArrayList<>();
        Matcher label = MATCHED_LABEL.matcher(matchers);
        while (label.find()) {
            labels.add(label.group(1));
        }
        return labels;
    }
}
