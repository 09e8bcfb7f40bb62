package org.dermoscope.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes of a JSON document one that is well-formed in most cases and means something else. Not thread-safe. */
final class JsonMutator {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1",
            "2147483648",
            "-9223372036854775809",
            "0.1",
            "1e308",
            "1e999",
            "-0.0",
            "NaN",
            "\"\"",
            "\" \"",
            "\"../../etc/passwd\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"auto\"",
            "\"1\"",
            "[]",
            "[null]",
            "[[[[[]]]]]",
            "{}",
            "{\"a\":{\"b\":[]}}");

    private final Random random;

    JsonMutator(Random random) {
        this.random = random;
    }

    byte[] mutate(byte[] document) {
        JsonNode tree;
        try {
            tree = JSON.readTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException("A document to mutate is JSON", e);
        }
        List<JsonNode> containers = new ArrayList<>();
        collect(tree, containers);
        JsonNode container = containers.get(random.nextInt(containers.size()));
        String marker = "\"@@" + random.nextInt(1_000_000) + "\"";
        String key = change(container, marker.substring(1, marker.length() - 1));
        String text = tree.toString().replace(marker, value());
        if (!key.isEmpty() && random.nextInt(8) == 0) {
            text = text.replaceFirst("\\{", "{\"" + key + "\":" + value() + ",");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Puts the marker somewhere, or takes something away; the name of a field that was met, for a second one. */
    private String change(JsonNode container, String marker) {
        if (container instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            if (names.isEmpty() || random.nextInt(6) == 0) {
                object.put(random.nextBoolean() ? "unknown" : "x".repeat(1 + random.nextInt(300)), marker);
                return "";
            }
            String name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(4)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(name + "s", object.remove(name));
                default -> object.put(name, marker);
            }
            return name;
        }
        ArrayNode array = (ArrayNode) container;
        if (array.isEmpty() || random.nextBoolean()) {
            array.add(marker);
        } else {
            array.set(random.nextInt(array.size()), array.textNode(marker));
        }
        return "";
    }

    private String value() {
        return switch (random.nextInt(12)) {
            case 0 -> "\"" + "A".repeat(random.nextInt(20_000)) + "\"";
            case 1 -> "[".repeat(random.nextInt(2_000));
            case 2 -> Integer.toString(random.nextInt());
            case 3 -> Double.toString(random.nextGaussian() * 10);
            default -> VALUES.get(random.nextInt(VALUES.size()));
        };
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }
}
