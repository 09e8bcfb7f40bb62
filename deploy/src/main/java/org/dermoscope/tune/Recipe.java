package org.dermoscope.tune;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.dermoscope.architecture.TrainingRecipe;
import org.dermoscope.checkpoint.Json;

/**
 * How an architecture is trained by default, as {@code GET /architectures} gives it. Fields within groups are named by a
 * path, as {@code optimizer.learning_rate}. Immutable.
 */
public final class Recipe {
    /** A factor for all ranges of the recipe's augmentation at once; no field of a recipe, but may be searched. */
    static final String STRENGTH = "augmentation_strength";

    static final String AUGMENTATION = "augmentation";
    static final String EPOCHS = "epochs";

    /** What is allowed of ranges that may go beyond {@link #MAX_SHARE}. */
    private static final Map<String, Double> MAX_RANGES = Map.of("rotation_degrees", 180.0, "magnification", 2.0);

    private static final double MAX_SHARE = 0.5;

    private final ObjectNode tree;

    /** @param tree copied */
    public Recipe(JsonNode tree) {
        this.tree = tree.deepCopy();
    }

    /** As it was given. */
    public ObjectNode json() {
        return tree.deepCopy();
    }

    /** The recipe's number of epochs. */
    public int epochs() {
        return tree.path(EPOCHS).asInt();
    }

    /** A missing node where there is no such field. */
    JsonNode at(String path) {
        return tree.at("/" + path.replace('.', '/'));
    }

    /** A number of the recipe; 0 where it has no such field. */
    double number(String path) {
        return at(path).asDouble();
    }

    /** Paths of all fields that may be searched. */
    SortedSet<String> paths() {
        SortedSet<String> paths = new TreeSet<>();
        tree.fields().forEachRemaining(field -> {
            if (field.getValue().isObject()) {
                field.getValue().fieldNames().forEachRemaining(name -> paths.add(field.getKey() + "." + name));
            } else if (!field.getKey().equals(EPOCHS)) {
                paths.add(field.getKey());
            }
        });
        paths.add(STRENGTH);
        return paths;
    }

    /**
     * What a job overrides to be trained with these values: fields within their groups.
     *
     * @param values by path
     */
    ObjectNode overrides(SortedMap<String, JsonNode> values) {
        ObjectNode overrides = JsonNodeFactory.instance.objectNode();
        values.forEach((path, value) -> {
            int dot = path.indexOf('.');
            if (path.equals(STRENGTH)) {
                overrides.set(AUGMENTATION, augmentation(value.asDouble()));
            } else if (dot < 0) {
                overrides.set(path, value);
            } else {
                overrides.withObject("/" + path.substring(0, dot)).set(path.substring(dot + 1), value);
            }
        });
        return overrides;
    }

    /** The recipe's augmentation with its ranges multiplied, as far as ranges may go. */
    private ObjectNode augmentation(double factor) {
        ObjectNode scaled = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : tree.path(AUGMENTATION).properties()) {
            if (field.getValue().isNumber()) {
                double max = MAX_RANGES.getOrDefault(field.getKey(), MAX_SHARE);
                double value = NumberRange.rounded(factor * field.getValue().asDouble());
                scaled.set(field.getKey(), DoubleNode.valueOf(Math.min(max, value)));
            }
        }
        return scaled;
    }

    /**
     * Refuses values that no recipe can have.
     *
     * @throws TuneException naming the field, the value and what is allowed
     */
    void requirePossible(SortedMap<String, JsonNode> values) throws TuneException {
        ObjectNode changed = tree.deepCopy();
        overrides(values).fields().forEachRemaining(field -> {
            if (field.getValue().isObject()) {
                changed.withObject("/" + field.getKey()).setAll((ObjectNode) field.getValue());
            } else {
                changed.set(field.getKey(), field.getValue());
            }
        });
        try {
            Json.tolerant().treeToValue(changed, TrainingRecipe.class);
        } catch (ValueInstantiationException e) {
            throw refused(
                    values,
                    String.valueOf(
                            e.getCause() == null
                                    ? e.getOriginalMessage()
                                    : e.getCause().getMessage()),
                    e);
        } catch (JsonProcessingException e) {
            throw refused(values, e.getOriginalMessage(), e);
        }
    }

    private static TuneException refused(SortedMap<String, JsonNode> values, String why, Exception cause) {
        return new TuneException("The space has " + values + ", which no recipe can have: " + why, cause);
    }
}
