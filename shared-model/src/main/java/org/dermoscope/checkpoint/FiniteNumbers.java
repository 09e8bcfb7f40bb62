package org.dermoscope.checkpoint;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;

/** Refuses to write NaN and the infinities, for which JSON has no notation. */
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
