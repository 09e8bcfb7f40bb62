package org.dermoscope.tune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;

/**
 * Numbers from {@code min} to {@code max}. Drawn numbers have three significant digits, so that people can read recipes.
 *
 * @param log whether each factor is as likely, rather than each difference; then {@code min} is greater than 0
 * @param whole whether only whole numbers are drawn
 */
record NumberRange(double min, double max, boolean log, boolean whole) implements Setting {
    static final String MIN = "min";
    static final String MAX = "max";
    static final String SCALE = "scale";

    private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);

    static NumberRange linear(double min, double max) {
        return new NumberRange(rounded(min), rounded(max), false, false);
    }

    /** From {@code 1 / factor} of a value to {@code factor} times it, but within bounds. */
    static NumberRange around(double value, double factor, double lowest, double highest) {
        double min = Math.max(lowest, rounded(value / factor));
        double max = Math.min(highest, rounded(value * factor));
        return new NumberRange(min, max, true, false);
    }

    @Override
    public JsonNode draw(Random random) {
        double u = random.nextDouble();
        double drawn = log ? Math.exp(Math.log(min) + u * (Math.log(max) - Math.log(min))) : min + u * (max - min);
        if (whole) {
            return IntNode.valueOf((int) Math.round(drawn));
        }
        return DoubleNode.valueOf(Math.min(max, Math.max(min, rounded(drawn))));
    }

    static double rounded(double value) {
        return new BigDecimal(value).round(DIGITS).doubleValue();
    }

    @Override
    public List<JsonNode> extremes() {
        return List.of(number(min), number(max));
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set(MIN, number(min));
        json.set(MAX, number(max));
        return json.put(SCALE, log ? "log" : "linear");
    }

    private JsonNode number(double value) {
        return whole ? IntNode.valueOf((int) value) : DoubleNode.valueOf(value);
    }
}
