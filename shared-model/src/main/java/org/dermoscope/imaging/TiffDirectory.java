package org.dermoscope.imaging;

import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A directory of a TIFF structure, which TIFF files and EXIF blocks share. Only whole numbers (BYTE, SHORT,
 * LONG) are read.
 */
final class TiffDirectory {
    private static final int ENTRY = 12;
    private static final long[] NONE = {};

    private final Map<Integer, long[]> values;
    private final long next;

    private TiffDirectory(Map<Integer, long[]> values, long next) {
        this.values = values;
        this.next = next;
    }

    /**
     * The first directory.
     *
     * @param base where the structure begins; offsets inside it count from there
     */
    static TiffDirectory first(ByteView bytes, long base) throws InvalidImageException {
        ByteView content = ordered(bytes, base);
        return at(content, base, base + content.u32(base + 4));
    }

    /** The directory that follows in a file, or null after the last. */
    @Nullable
    TiffDirectory following(ByteView bytes) throws InvalidImageException {
        return next == 0 ? null : at(ordered(bytes, 0), 0, next);
    }

    private static ByteView ordered(ByteView bytes, long base) throws InvalidImageException {
        boolean little = bytes.matches(base, "II");
        if (!little && !bytes.matches(base, "MM")) {
            throw bytes.broken("its directory names no byte order");
        }
        return bytes.withOrder(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    private static TiffDirectory at(ByteView content, long base, long directory) throws InvalidImageException {
        int count = content.u16(directory);
        Map<Integer, long[]> values = new HashMap<>();
        for (int i = 0; i < count; i++) {
            long entry = directory + 2 + (long) ENTRY * i;
            values.put(content.u16(entry), entryValues(content, entry, base));
        }
        return new TiffDirectory(values, content.u32(directory + 2 + (long) ENTRY * count));
    }

    /** All values of a tag, empty if it is absent or no whole number. */
    long[] numbers(int tag) {
        return values.getOrDefault(tag, NONE);
    }

    /** The first value of a tag. */
    OptionalLong number(int tag) {
        long[] all = numbers(tag);
        return all.length == 0 ? OptionalLong.empty() : OptionalLong.of(all[0]);
    }

    private static long[] entryValues(ByteView content, long entry, long base) throws InvalidImageException {
        int size = switch (content.u16(entry + 2)) {
            case 1 -> 1;
            case 3 -> 2;
            case 4 -> 4;
            default -> 0;
        };
        if (size == 0) {
            return NONE;
        }
        long count = content.u32(entry + 4);
        long at = count * size <= 4 ? entry + 8 : base + content.u32(entry + 8);
        content.requireUntil(at + count * size);
        long[] numbers = new long[(int) count];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(content, at + (long) size * i, size);
        }
        return numbers;
    }

    private static long number(ByteView content, long at, int size) throws InvalidImageException {
        return switch (size) {
            case 1 -> content.u8(at);
            case 2 -> content.u16(at);
            default -> content.u32(at);
        };
    }
}
