package org.dermoscope.tune;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A recipe that is tried.
 *
 * @param number from 1
 * @param values what differs from the architecture's recipe, by path; empty for the recipe itself
 */
public record Trial(int number, SortedMap<String, JsonNode> values) {
    public Trial {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** For people. */
    public String text() {
        return values.isEmpty()
                ? "the recipe as it is"
                : values.entrySet().stream()
                        .map(value -> value.getKey() + " " + value.getValue().asText())
                        .collect(Collectors.joining(", "));
    }
}
