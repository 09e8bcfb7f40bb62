package org.dermoscope.checkpoint;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;

/** Refuses to write NaN and the infinities, for which JSON has no notation, and to read them out of text or 1e999. */
final class FiniteNumbers {
    private FiniteNumbers() {}

    static SimpleModule module() {
        SimpleModule module = new SimpleModule("finite-numbers");
        module.addSerializer(Double.class, new Scalar<>(Double.class));
        module.addSerializer(double.class, new Scalar<>(double.class));
        module.addSerializer(Float.class, new Scalar<>(Float.class));
        module.addSerializer(float.class, new Scalar<>(float.class));
        module.addSerializer(double[].class, new Doubles());
        module.addSerializer(float[].class, new Floats());
        module.addDeserializer(Double.class, new FiniteDouble(Double.class));
        module.addDeserializer(double.class, new FiniteDouble(double.class));
        return module;
    }

    private static double requireFinite(double value, SerializerProvider provider) throws JsonMappingException {
        if (!Double.isFinite(value)) {
            throw JsonMappingException.from(provider, "the number " + value + " is not finite");
        }
        return value;
    }

    private static final class Scalar<N extends Number> extends StdSerializer<N> {
        private static final long serialVersionUID = 1L;

        Scalar(Class<N> type) {
            super(type);
        }

        @Override
        public void serialize(N value, JsonGenerator json, SerializerProvider provider) throws IOException {
            requireFinite(value.doubleValue(), provider);
            if (value instanceof Float single) {
                json.writeNumber(single);
            } else {
                json.writeNumber(value.doubleValue());
            }
        }
    }

    private static final class FiniteDouble extends NumberDeserializers.DoubleDeserializer {
        private static final long serialVersionUID = 1L;

        FiniteDouble(Class<Double> type) {
            super(type, type.isPrimitive() ? 0.0 : null);
        }

        @Override
        public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (json.hasToken(JsonToken.VALUE_STRING)) {
                return (Double) context.handleUnexpectedToken(_valueClass, json);
            }
            Double value = super.deserialize(json, context);
            if (!Double.isFinite(value)) {
                throw context.weirdNumberException(value, _valueClass, "it is outside the range of a double");
            }
            return value;
        }
    }

    private static final class Doubles extends StdSerializer<double[]> {
        private static final long serialVersionUID = 1L;

        Doubles() {
            super(double[].class);
        }

        @Override
        public void serialize(double[] values, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeStartArray(values, values.length);
            for (double value : values) {
                json.writeNumber(requireFinite(value, provider));
            }
            json.writeEndArray();
        }
    }

    private static final class Floats extends StdSerializer<float[]> {
        private static final long serialVersionUID = 1L;

        Floats() {
            super(float[].class);
        }

        @Override
        public void serialize(float[] values, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeStartArray(values, values.length);
            for (float value : values) {
                requireFinite(value, provider);
                json.writeNumber(value);
            }
            json.writeEndArray();
        }
    }
}
