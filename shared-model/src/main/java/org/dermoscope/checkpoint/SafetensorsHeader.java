package org.dermoscope.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;

/**
 * What a safetensors file says of its tensors: eight bytes with the length of the header, little-endian, then the header
 * as JSON, padded with spaces, then the data. See https://huggingface.co/docs/safetensors.
 *
 * @param tensors by name, in the order of their data
 * @param dataStart position of the first tensor's first byte in the file
 */
public record SafetensorsHeader(Map<String, Tensor> tensors, int dataStart) {
    static final String FLOAT32 = "F32";
    static final String FLOAT16 = "F16";
    private static final String METADATA = "__metadata__";
    private static final int PREFIX = Long.BYTES;
    private static final int ALIGNMENT = 64;

    /**
     * @param dtype the format's name of the element type
     * @param begin of the data, relative to {@link #dataStart}
     * @param end one past the data
     */
    public record Tensor(String dtype, List<Long> shape, int begin, int end) {
        String describe() {
            return dtype + shape;
        }

        /** Of the data, as type and shape have it. */
        long bytes() {
            return shape.stream().reduce(dtype.equals(FLOAT16) ? 2L : 4L, Math::multiplyExact);
        }
    }

    /** The header of tensors that lie one after the other; their offsets do not matter. */
    static SafetensorsHeader ofConsecutive(Map<String, Tensor> unplaced) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        int offset = 0;
        for (Map.Entry<String, Tensor> entry : unplaced.entrySet()) {
            Tensor tensor = entry.getValue();
            int end = Math.toIntExact(Math.addExact(offset, tensor.bytes()));
            tensors.put(entry.getKey(), new Tensor(tensor.dtype(), tensor.shape(), offset, end));
            offset = end;
        }
        return new SafetensorsHeader(tensors, PREFIX + json(tensors).length);
    }

    /** Length of the whole file. */
    int fileLength() {
        return dataStart + tensors.values().stream().mapToInt(Tensor::end).max().orElse(0);
    }

    void write(ByteBuffer file) {
        file.order(ByteOrder.LITTLE_ENDIAN).putLong(dataStart - PREFIX).put(json(tensors));
    }

    /** @throws CheckpointRejectedException if the file's header, or its length, is not as the format has it */
    public static SafetensorsHeader read(byte[] file) {
        if (file.length < PREFIX) {
            throw malformed("it has " + file.length + " bytes, less than the " + PREFIX + " of the header's length");
        }
        long length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 2 || length > file.length - PREFIX) {
            throw malformed("its header is said to have " + length + " bytes, the file has " + file.length);
        }
        SafetensorsHeader header = new SafetensorsHeader(parse(file, (int) length), PREFIX + (int) length);
        if (header.fileLength() != file.length) {
            throw malformed("its tensors end at byte " + header.fileLength() + ", the file has " + file.length);
        }
        return header;
    }

    private static Map<String, Tensor> parse(byte[] file, int length) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try {
            JsonNode json = Json.readTree(Arrays.copyOfRange(file, PREFIX, PREFIX + length));
            if (!json.isObject()) {
                throw malformed("its header is no JSON object");
            }
            json.properties().stream()
                    .filter(entry -> !entry.getKey().equals(METADATA))
                    .forEach(entry -> tensors.put(entry.getKey(), parse(entry.getKey(), entry.getValue())));
        } catch (IOException e) {
            throw new CheckpointRejectedException(
                    Reason.WEIGHTS_MALFORMED, "The weights file's header is no JSON: " + e.getMessage(), e);
        }
        return tensors;
    }

    private static Tensor parse(String name, JsonNode json) {
        List<Long> shape = integers(name, json.path("shape"));
        List<Long> offsets = integers(name, json.path("data_offsets"));
        if (offsets.size() != 2
                || offsets.get(0) < 0
                || offsets.get(1) < offsets.get(0)
                || offsets.get(1) > Integer.MAX_VALUE) {
            throw malformed("tensor '" + name + "' has the offsets " + offsets);
        }
        return new Tensor(
                json.path("dtype").asText(),
                shape,
                offsets.get(0).intValue(),
                offsets.get(1).intValue());
    }

    private static List<Long> integers(String name, JsonNode json) {
        List<Long> values = new ArrayList<>();
        for (JsonNode value : json) {
            if (!value.canConvertToLong() || !value.isIntegralNumber()) {
                throw malformed("tensor '" + name + "' has " + value + " where an integer belongs");
            }
            values.add(value.longValue());
        }
        return List.copyOf(values);
    }

    private static byte[] json(Map<String, Tensor> tensors) {
        ObjectNode json = Json.strict().createObjectNode();
        tensors.forEach((name, tensor) -> {
            ObjectNode entry = json.putObject(name).put("dtype", tensor.dtype());
            ArrayNode shape = entry.putArray("shape");
            tensor.shape().forEach(shape::add);
            entry.putArray("data_offsets").add(tensor.begin()).add(tensor.end());
        });
        byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
        int padded = (PREFIX + text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - PREFIX;
        byte[] result = Arrays.copyOf(text, padded);
        Arrays.fill(result, text.length, padded, (byte) ' ');
        return result;
    }

    static CheckpointRejectedException malformed(String what) {
        return new CheckpointRejectedException(Reason.WEIGHTS_MALFORMED, "The weights file is malformed: " + what);
    }
}
