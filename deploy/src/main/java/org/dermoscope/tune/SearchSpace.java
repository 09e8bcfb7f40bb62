package org.dermoscope.tune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is searched: fields of a recipe, each with its values. Immutable. */
public final class SearchSpace {
    private final SortedMap<String, Setting> settings;

    /** @param settings by path, see {@link Recipe} */
    SearchSpace(SortedMap<String, Setting> settings) {
        this.settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    SortedMap<String, Setting> settings() {
        return settings;
    }

    /** As a file declares it. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        settings.forEach((path, setting) -> json.set(path, setting.json()));
        return json;
    }

    /**
     * The recipes that are tried. The first changes nothing, so that a search never ends with less than the recipe itself;
     * the others are drawn independently.
     *
     * @param seed the same seed gives the same ones, and of a larger number the first ones are the same
     */
    public List<Trial> draw(int count, long seed) {
        Random random = new Random(seed);
        List<Trial> trials = new ArrayList<>(List.of(new Trial(1, new TreeMap<>())));
        for (int number = 2; number <= count; number++) {
            SortedMap<String, JsonNode> values = new TreeMap<>();
            settings.forEach((path, setting) -> values.put(path, setting.draw(random)));
            trials.add(new Trial(number, values));
        }
        return trials;
    }
}
