package org.dermoscope.observability;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a service's {@code /q/metrics} has: the names of metrics and of each one's labels. */
public final class LiveMetrics {
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"(?:[^\"\\\\]|\\\\.)*\"");

    /** Prometheus itself adds these. */
    private static final Set<String> LABELS_OF_PROMETHEUS = Set.of("job", "instance");

    private final Map<String, Set<String>> labelsOf;

    private LiveMetrics(Map<String, Set<String>> labelsOf) {
        this.labelsOf = labelsOf;
    }

    /** @param text in the exposition format of Prometheus */
    public static LiveMetrics of(String text) {
        Map<String, Set<String>> labelsOf = new TreeMap<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            Matcher sample = SAMPLE.matcher(line);
            if (sample.matches()) {
                Set<String> labels = labelsOf.computeIfAbsent(sample.group(1), name -> new HashSet<>());
                Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
                while (label.find()) {
                    labels.add(label.group(1));
                }
            }
        });
        return new LiveMetrics(labelsOf);
    }

    /** What the expression selects and is not there: {@code metric} or {@code metric{label}}. */
    public List<String> missing(String expression) {
        Set<String> missing = new LinkedHashSet<>();
        for (PromqlSelector selector : PromqlSelector.in(expression)) {
            Set<String> labels = labelsOf.get(selector.metric());
            if (labels == null) {
                if (!selector.isOfPrometheus()) {
                    missing.add(selector.metric());
                }
                continue;
            }
            selector.labels().stream()
                    .filter(label -> !labels.contains(label) && !LABELS_OF_PROMETHEUS.contains(label))
                    .forEach(label -> missing.add(selector.metric() + "{" + label + "}"));
        }
        return new ArrayList<>(missing);
    }
}
