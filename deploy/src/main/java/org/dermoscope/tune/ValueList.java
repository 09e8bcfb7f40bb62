package org.dermoscope.tune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/** A few values. */
record ValueList(List<JsonNode> values) implements Setting {
    static final String VALUES = "values";

    ValueList {
        values = List.copyOf(values);
    }

    @Override
    public JsonNode draw(Random random) {
        return values.get(random.nextInt(values.size()));
    }

    @Override
    public List<JsonNode> extremes() {
        return values;
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray(VALUES).addAll(values);
        return json;
    }
}
