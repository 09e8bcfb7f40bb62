package org.dermoscope.imaging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.dermoscope.imaging.InvalidImageException.Reason;

/** Bounds-checked access to an encoded image; reading past its end says that the image is cut off. */
final class ByteView {
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

    /** The first position from {@code from} on with that value. */
    long indexOf(int value, long from) throws InvalidImageException {
        for (int at = checked(from, 1); at < content.length; at++) {
            if (content[at] == (byte) value) {
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
