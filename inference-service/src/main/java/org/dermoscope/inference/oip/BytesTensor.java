package org.dermoscope.inference.oip;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.dermoscope.web.ApiException;

/** Tensors as bytes: little-endian; an element of type BYTES is its length in four bytes and then itself. Stateless. */
final class BytesTensor {
    private BytesTensor() {}

    /** @throws ApiException 400 unless the bytes are exactly so many elements */
    static List<byte[]> elements(byte[] tensor, int count) {
        ByteBuffer bytes = ByteBuffer.wrap(tensor).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long length = bytes.remaining() < Integer.BYTES ? -1 : Integer.toUnsignedLong(bytes.getInt());
            if (length < 0 || length > bytes.remaining()) {
                throw malformed("ends within element " + i);
            }
            byte[] element = new byte[(int) length];
            bytes.get(element);
            elements.add(element);
        }
        if (bytes.hasRemaining()) {
            throw malformed("has " + bytes.remaining() + " bytes behind its last element");
        }
        return elements;
    }

    /** @param values all of one type: Double for FP64, Boolean for BOOL, String for BYTES */
    static byte[] of(List<Object> values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Object value : values) {
            if (value instanceof Double number) {
                bytes.writeBytes(littleEndian(Double.BYTES).putDouble(number).array());
            } else if (value instanceof Boolean truth) {
                bytes.write(truth ? 1 : 0);
            } else {
                byte[] element = value.toString().getBytes(StandardCharsets.UTF_8);
                bytes.writeBytes(
                        littleEndian(Integer.BYTES).putInt(element.length).array());
                bytes.writeBytes(element);
            }
        }
        return bytes.toByteArray();
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ApiException malformed(String what) {
        return ApiException.badRequest(
                "malformed_tensor",
                "The bytes of tensor 'image' are not its shape's elements: it " + what
                        + "; allowed: for each element its length in 4 bytes, little-endian, and the element");
    }
}
