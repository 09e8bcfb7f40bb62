package org.dermoscope.web;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a client is told about a JSON body that cannot be read; never the parser's own text. Stateless. */
public final class JsonErrors {
    private JsonErrors() {}

    /** The refusal, status 400; it is returned and not thrown. */
    public static ApiException refusalOf(JsonProcessingException failure) {
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return ApiException.badRequest("unknown_field", unknownField(unknown));
        }
        if (failure instanceof InvalidFormatException format) {
            return ApiException.badRequest(
                    "invalid_value",
                    "Field '" + path(format) + "' is '" + format.getValue() + "'; allowed: "
                            + allowed(format.getTargetType()));
        }
        if (failure instanceof InvalidNullException missing) {
            return ApiException.badRequest("missing_field", "Field '" + path(missing) + "' is missing or null");
        }
        if (failure instanceof MismatchedInputException mismatch) {
            return mismatch(mismatch);
        }
        JsonLocation location = failure.getLocation();
        String where =
                location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        return ApiException.badRequest("malformed_json", "The body is not well-formed JSON" + where);
    }

    private static ApiException mismatch(MismatchedInputException mismatch) {
        String path = path(mismatch);
        if (path.isEmpty()) {
            return ApiException.badRequest(
                    "malformed_json", "The body is not " + allowed(mismatch.getTargetType()) + " in JSON");
        }
        if (mismatch.getOriginalMessage().startsWith("Cannot map `null`")) {
            return ApiException.badRequest(
                    "missing_field",
                    "Field '" + path + "' is missing or null; allowed: " + allowed(mismatch.getTargetType()));
        }
        return ApiException.badRequest(
                "invalid_value",
                "Field '" + path + "' has a value of the wrong type; allowed: " + allowed(mismatch.getTargetType()));
    }

    private static String unknownField(UnrecognizedPropertyException unknown) {
        Collection<Object> known = unknown.getKnownPropertyIds();
        return "Unknown field '" + path(unknown) + "'; known: "
                + (known == null
                        ? List.of()
                        : known.stream().map(String::valueOf).sorted().toList());
    }

    private static String path(JsonMappingException failure) {
        return failure.getPath().stream()
                .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }

    private static String allowed(@Nullable Class<?> type) {
        if (type == null) {
            return "another type";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(c -> ((Enum<?>) c).name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return "a whole number";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (type == String.class) {
            return "a string";
        }
        if (Temporal.class.isAssignableFrom(type) || TemporalAmount.class.isAssignableFrom(type)) {
            return "a time in ISO-8601 form";
        }
        return type.isArray() || Collection.class.isAssignableFrom(type) ? "an array" : "an object";
    }
}
