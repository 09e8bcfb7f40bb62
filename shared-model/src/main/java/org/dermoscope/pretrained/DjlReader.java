package org.dermoscope.pretrained;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the files that DJL's {@code Model.save} writes, {@code .params}. They hold a network's parameters in order, under
 * the last part of their names. What blocks want to know of themselves lies between them, has no common form, and is
 * skipped. Stateless.
 */
final class DjlReader {
    private static final byte[] MAGIC = "DJL@".getBytes(StandardCharsets.US_ASCII);
    /** {@code P} as two bytes, and the version of what follows. */
    private static final byte[] PARAMETER = {0, 'P', 1};

    private static final byte[] ARRAY = {0, 4, 'N', 'D', 'A', 'R', 0, 0, 0, 3};
    private static final int MAX_NAME = 256;
    private static final int MAX_DIMENSIONS = 8;

    private DjlReader() {}

    static boolean reads(byte[] file) {
        return startsWith(ByteBuffer.wrap(file), MAGIC);
    }

    /** @throws WeightsRefusedException if the file is malformed or has a tensor of a type that is not known */
    static StateDictionary read(byte[] file) {
        ByteBuffer data = ByteBuffer.wrap(file);
        Map<String, StateTensor> tensors = new LinkedHashMap<>();
        while (data.hasRemaining()) {
            int start = data.position();
            if (!startsWith(data, PARAMETER)) {
                data.get();
                continue;
            }
            String name = parameterName(data);
            if (name.isEmpty()) {
                data.position(start + 1);
                continue;
            }
            try {
                tensors.put(key(tensors.size(), name), array(data));
            } catch (BufferUnderflowException | IllegalArgumentException e) {
                throw malformed(start, e);
            }
        }
        return new StateDictionary(false, tensors);
    }

    /** What a tensor is called by its number, from 0 on, and the last part of its name. */
    static String key(int number, String name) {
        return "#" + number + " " + name;
    }

    /** The name, and the position behind the array's beginning; empty if there is no parameter here. */
    private static String parameterName(ByteBuffer data) {
        data.position(data.position() + PARAMETER.length);
        int length = data.remaining() < Short.BYTES ? 0 : Short.toUnsignedInt(data.getShort());
        if (length > MAX_NAME || data.remaining() < length) {
            return "";
        }
        String name = text(data, length);
        if (!startsWith(data, ARRAY)) {
            return "";
        }
        data.position(data.position() + ARRAY.length);
        return name;
    }

    private static StateTensor array(ByteBuffer data) {
        if (data.get() == 1) {
            text(data, Short.toUnsignedInt(data.getShort())); // its own name
        }
        text(data, Short.toUnsignedInt(data.getShort())); // how it is stored if sparse, which DJL ignores
        ElementType type = ElementType.named(ElementType::name, text(data, Short.toUnsignedInt(data.getShort())));
        List<Long> shape = new ArrayList<>();
        int dimensions = count(data);
        for (int i = 0; i < dimensions; i++) {
            shape.add(data.getLong());
        }
        int axes = count(data);
        data.position(data.position() + axes * Character.BYTES);
        ByteOrder order = data.get() == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        int bytes = data.getInt();
        if (bytes < 0 || bytes > data.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer elements = data.slice(data.position(), bytes).order(order);
        data.position(data.position() + bytes);
        return new StateTensor(type, TensorLayout.contiguous(shape), elements);
    }

    private static int count(ByteBuffer data) {
        int count = data.getInt();
        if (count < 0 || count > MAX_DIMENSIONS) {
            throw new IllegalArgumentException(count + " dimensions");
        }
        return count;
    }

    private static String text(ByteBuffer data, int length) {
        byte[] bytes = new byte[length];
        data.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static boolean startsWith(ByteBuffer data, byte[] prefix) {
        return data.remaining() >= prefix.length
                && data.slice(data.position(), prefix.length).equals(ByteBuffer.wrap(prefix));
    }

    private static WeightsRefusedException malformed(int start, Exception cause) {
        return new WeightsRefusedException(
                "The file is malformed or cut off in the parameter that begins at byte " + start, cause);
    }
}
