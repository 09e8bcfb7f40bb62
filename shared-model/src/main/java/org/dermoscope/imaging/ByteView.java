package org.dermoscope.imaging;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.dermoscope.imaging.InvalidImageException.Reason;

/** Bounds-checked access to an encoded image; reading past its end says that the image is cut off. */
final class ByteView {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGHEST_BITS = 0x8080808080808080L;
    private static final long LOWEST_BITS = 0x0101010101010101L;

    private final ImageType type;
    private final byte[] content;
    private final ByteBuffer buffer;

    private ByteView(ImageType type, byte[] content, ByteOrder order) {
        this.type = type;
        this.content = content;
        this.buffer = ByteBuffer.wrap(content).order(order);
    }

    /** A view whose numbers are read most significant byte first. */
    static ByteView bigEndian(ImageType type, byte[] content) {
        return new ByteView(type, content, ByteOrder.BIG_ENDIAN);
    }

    ByteView withOrder(ByteOrder order) {
        return new ByteView(type, content, order);
    }

    ImageType type() {
        return type;
    }

    byte[] content() {
        return content;
    }

    int length() {
        return content.length;
    }

    int u8(long at) throws InvalidImageException {
        return content[checked(at, 1)] & 0xff;
    }

    /** The first position from {@code from} on with the value 255, looked for in eight bytes at a time. */
    long indexOfOnes(long from) throws InvalidImageException {
        int at = checked(from, 1);
        for (; at <= content.length - Long.BYTES; at += Long.BYTES) {
            long eight = (long) LONGS.get(content, at);
            // A byte of ones has its highest bit set, and keeps it when 1 is added to its other bits.
            long ones = eight & ((eight & ~HIGHEST_BITS) + LOWEST_BITS) & HIGHEST_BITS;
            if (ones != 0) {
                return at + Long.numberOfTrailingZeros(ones) / Byte.SIZE;
            }
        }
        for (; at < content.length; at++) {
            if (content[at] == (byte) 0xff) {
                return at;
            }
        }
        throw truncated(content.length + 1L);
    }

    int u16(long at) throws InvalidImageException {
        return buffer.getShort(checked(at, 2)) & 0xffff;
    }

    long u32(long at) throws InvalidImageException {
        return buffer.getInt(checked(at, 4)) & 0xffff_ffffL;
    }

    boolean matches(long at, String signature) throws InvalidImageException {
        return HeaderReader.matches(content, checked(at, signature.length()), signature);
    }

    /** Checks that the bytes up to {@code end} (exclusive) are there. */
    void requireUntil(long end) throws InvalidImageException {
        if (end > content.length) {
            throw truncated(end);
        }
    }

    InvalidImageException broken(String what) {
        return new InvalidImageException(
                Reason.UNREADABLE,
                "The " + type.displayName() + " image cannot be read: " + what + "; a complete image is needed");
    }

    private int checked(long at, int count) throws InvalidImageException {
        if (at < 0 || at + count > content.length) {
            throw truncated(at + count);
        }
        return (int) at;
    }

    private InvalidImageException truncated(long needed) {
        return broken("it ends after " + content.length + " bytes where at least " + needed + " are announced");
    }
}
