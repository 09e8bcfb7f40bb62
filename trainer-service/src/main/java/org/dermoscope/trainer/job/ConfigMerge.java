package org.dermoscope.trainer.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dermoscope.web.ApiException;
import org.jspecify.annotations.Nullable;

/** Lays the fields of a request over a tree of defaults, whose nodes say what type a field has. Stateless. */
final class ConfigMerge {
    private ConfigMerge() {}

    /**
     * @param defaults changed in place
     * @param path of {@code defaults} in the request, empty or ending with a dot
     * @throws ApiException 400 if there is no such field, or the value is null or of another type
     */
    static void set(ObjectNode defaults, String path, String name, JsonNode value) {
        @Nullable JsonNode standard = defaults.get(name);
        if (standard == null) {
            throw ApiException.badRequest(
                    "unknown_field", "Unknown field '" + path + name + "'; known: " + names(defaults));
        }
        @Nullable String allowed = mismatch(standard, value);
        if (allowed != null) {
            throw ApiException.badRequest(
                    "invalid_value", path + name + " is " + shortened(value) + "; allowed: " + allowed);
        }
        if (standard instanceof ObjectNode group) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                set(group, path + name + ".", field.getKey(), field.getValue());
            }
        } else {
            defaults.set(name, value);
        }
    }

    static List<String> names(ObjectNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** What is allowed, if the value is something else. */
    private static @Nullable String mismatch(JsonNode standard, JsonNode value) {
        if (standard instanceof ObjectNode group) {
            return value.isObject() ? null : "an object with " + names(group);
        }
        if (standard.isInt()) {
            return value.isIntegralNumber() && value.canConvertToInt() ? null : "a whole number below 2147483648";
        }
        if (standard.isLong()) {
            return value.isIntegralNumber() && value.canConvertToLong() ? null : "a whole number of 64 bits";
        }
        if (standard.isNumber()) {
            return value.isNumber() && Double.isFinite(value.doubleValue()) ? null : "a number";
        }
        if (standard.isBoolean()) {
            return value.isBoolean() ? null : "true or false";
        }
        return value.isTextual() ? null : "a text";
    }

    private static String shortened(JsonNode value) {
        String text = value.toString();
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }
}
