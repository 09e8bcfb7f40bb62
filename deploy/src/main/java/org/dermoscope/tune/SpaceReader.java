package org.dermoscope.tune;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dermoscope.checkpoint.Json;

/** Reads a declared space and refuses what cannot be searched. Stateless. */
public final class SpaceReader {
    private static final Set<String> OF_RANGE = Set.of(NumberRange.MIN, NumberRange.MAX, NumberRange.SCALE);
    private static final String FORMS =
            "{\"min\": a, \"max\": b}, if wanted with \"scale\": \"linear\" or \"log\", or {\"values\": [a, b]}";

    private final Recipe recipe;

    /** @param recipe whose fields are searched */
    public SpaceReader(Recipe recipe) {
        this.recipe = recipe;
    }

    /**
     * The space that a file declares.
     *
     * @throws TuneException if the file cannot be read, or declares something else than a space for this recipe
     */
    public SearchSpace read(Path file) throws TuneException {
        JsonNode json;
        try {
            json = Json.strict().readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new TuneException("The space " + file + " is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new TuneException("The space " + file + " cannot be read: " + e, e);
        }
        return of(json);
    }

    SearchSpace of(JsonNode json) throws TuneException {
        if (!json.isObject() || json.isEmpty()) {
            throw new TuneException("The space is " + json
                    + "; allowed: a JSON object with fields of the recipe, as \"optimizer.learning_rate\", and each "
                    + FORMS);
        }
        SortedMap<String, Setting> settings = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            settings.put(field.getKey(), setting(field.getKey(), field.getValue()));
        }
        boolean single = settings.keySet().stream().anyMatch(path -> path.startsWith(Recipe.AUGMENTATION + "."));
        if (single && settings.containsKey(Recipe.STRENGTH)) {
            throw new TuneException(
                    "The space has " + Recipe.STRENGTH + ", which changes the whole augmentation, and a field"
                            + " of the augmentation; allowed: one or the other");
        }
        return new SearchSpace(settings);
    }

    private Setting setting(String path, JsonNode declared) throws TuneException {
        if (!recipe.paths().contains(path)) {
            throw new TuneException("The space has '" + path + "', which this recipe does not; known: " + recipe.paths()
                    + (path.equals(Recipe.EPOCHS) ? ". How long trials are trained is what --epochs says" : ""));
        }
        Setting setting = declared.has(ValueList.VALUES) ? values(path, declared) : range(path, declared);
        for (JsonNode extreme : setting.extremes()) {
            recipe.requirePossible(new TreeMap<>(Map.of(path, extreme)));
        }
        return setting;
    }

    private Setting values(String path, JsonNode declared) throws TuneException {
        JsonNode values = declared.get(ValueList.VALUES);
        if (declared.size() != 1 || !values.isArray() || values.isEmpty()) {
            throw malformed(path, declared);
        }
        JsonNode standard = standard(path);
        List<JsonNode> list = new ArrayList<>();
        for (JsonNode value : values) {
            boolean fits = standard.isIntegralNumber()
                    ? value.isInt()
                    : standard.isNumber() ? value.isNumber() : value.getNodeType() == standard.getNodeType();
            if (!fits) {
                throw new TuneException("The space has " + value + " for " + path + ", which is " + standard
                        + " in the recipe; allowed: the same type");
            }
            list.add(value);
        }
        return new ValueList(list);
    }

    private Setting range(String path, JsonNode declared) throws TuneException {
        String scale = declared.path(NumberRange.SCALE).asText("linear");
        JsonNode min = declared.path(NumberRange.MIN);
        JsonNode max = declared.path(NumberRange.MAX);
        boolean known = declared.isObject()
                && declared.properties().stream().map(Map.Entry::getKey).allMatch(OF_RANGE::contains);
        if (!known
                || !min.isNumber()
                || !max.isNumber()
                || !Set.of("linear", "log").contains(scale)) {
            throw malformed(path, declared);
        }
        JsonNode standard = standard(path);
        if (!standard.isNumber()) {
            throw new TuneException("The space has a range for " + path + ", which is " + standard
                    + " in the recipe and no number; allowed: {\"values\": [a, b]}");
        }
        boolean log = scale.equals("log");
        if (!(min.asDouble() <= max.asDouble()) || (log && !(min.asDouble() > 0))) {
            throw new TuneException("The space has " + declared + " for " + path
                    + "; allowed: min at most max, and above 0 where the scale is log");
        }
        boolean whole = standard.isIntegralNumber();
        if (whole && !(min.isInt() && max.isInt())) {
            throw new TuneException("The space has " + declared + " for " + path + "; allowed: whole numbers");
        }
        return new NumberRange(min.asDouble(), max.asDouble(), log, whole);
    }

    private JsonNode standard(String path) {
        return path.equals(Recipe.STRENGTH) ? Json.strict().getNodeFactory().numberNode(1.0) : recipe.at(path);
    }

    private static TuneException malformed(String path, JsonNode declared) {
        return new TuneException("The space has " + declared + " for " + path + "; allowed: " + FORMS);
    }
}
