package org.dermoscope.checkpoint;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.stream.Collectors;

/**
 * The one JSON configuration of the platform: names in snake_case; the platform's enums in lower case, unless an enum
 * says otherwise by {@code @JsonProperty} or {@code @JsonValue}; instants and durations as ISO-8601 text; a number that
 * is not finite is refused instead of written. Reading wants numbers as numbers, each field once, and nothing after
 * the document.
 *
 * <p>Thread-safe; nobody reconfigures the mappers returned here.
 */
public final class Json {
    private static final ObjectMapper STRICT = strictly(new ObjectMapper());
    private static final ObjectMapper TOLERANT =
            configure(new ObjectMapper()).disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private Json() {}

    /** For requests: an unknown field is an error. Also right for writing answers; maps keep their order. */
    public static ObjectMapper strict() {
        return STRICT;
    }

    /** For documents that a newer version may have written: unknown fields are ignored. */
    public static ObjectMapper tolerant() {
        return TOLERANT;
    }

    /** Configures a mapper that somebody else owns as {@link #strict()} is, and returns it. */
    public static ObjectMapper strictly(ObjectMapper mapper) {
        return configure(mapper).enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /**
     * A document for the store: indented, record fields as declared, map entries by key, so that equal values have equal
     * bytes and hashes of them mean something.
     *
     * @throws IllegalArgumentException if the value cannot be written, for example for a NaN; names the field
     */
    public static byte[] document(Object value) {
        try {
            return STRICT.writer()
                    .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT)
                    .without(SerializationFeature.FAIL_ON_ORDER_MAP_BY_INCOMPARABLE_KEY)
                    .writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Cannot write as JSON: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a document of the store; unknown fields are ignored.
     *
     * @throws IOException if the bytes are no JSON or do not fit the type; the message names the field
     */
    public static <T> T readDocument(byte[] document, Class<T> type) throws IOException {
        T value = TOLERANT.readValue(document, type);
        if (value == null) {
            throw new IOException("The document is null");
        }
        return value;
    }

    /** What is wrong with a document and where, in words that name none of our types and none of the library's. */
    static String complaint(Exception e) {
        if (e.getCause() instanceof IllegalArgumentException ours) {
            return ": " + ours.getMessage();
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return " at "
                    + mapping.getPath().stream()
                            .map(step -> step.getFieldName() == null
                                    ? "[" + step.getIndex() + "]"
                                    : "." + step.getFieldName())
                            .collect(Collectors.joining())
                            .replaceFirst("^\\.", "");
        }
        if (e instanceof JsonProcessingException json && json.getLocation() != null) {
            return " at line %d, column %d"
                    .formatted(
                            json.getLocation().getLineNr(), json.getLocation().getColumnNr());
        }
        return ": " + e.getMessage();
    }

    static JsonNode readTree(byte[] document) throws IOException {
        return TOLERANT.readTree(document);
    }

    private static ObjectMapper configure(ObjectMapper mapper) {
        AnnotationIntrospector annotations = AnnotationIntrospector.pair(
                mapper.getSerializationConfig().getAnnotationIntrospector(), new LowerCaseEnums());
        mapper.setAnnotationIntrospector(annotations);
        mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        mapper.registerModules(new Jdk8Module(), new JavaTimeModule(), FiniteNumbers.module());
        mapper.configure(MapperFeature.ALLOW_COERCION_OF_SCALARS, false);
        mapper.disable(
                SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
        mapper.disable(
                DeserializationFeature.ACCEPT_FLOAT_AS_INT, DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE);
        mapper.enable(
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
        mapper.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        for (LogicalType text : new LogicalType[] {LogicalType.Textual}) {
            mapper.coercionConfigFor(text)
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        }
        return mapper;
    }
}
