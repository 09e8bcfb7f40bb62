package org.dermoscope.pretrained;

import java.nio.ByteBuffer;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the tensors of a state dictionary may consist of. The constants have the names that DJL's files have for them. */
enum ElementType {
    FLOAT32(4, "torch.FloatStorage", "F32"),
    FLOAT16(2, "torch.HalfStorage", "F16"),
    BFLOAT16(2, "torch.BFloat16Storage", "BF16"),
    /** Of counters, which networks here do not have. */
    INT64(8, "torch.LongStorage", "I64");

    private final int bytes;
    private final String torchStorage;
    private final String safetensors;

    ElementType(int bytes, String torchStorage, String safetensors) {
        this.bytes = bytes;
        this.torchStorage = torchStorage;
        this.safetensors = safetensors;
    }

    /**
     * The type that a format has a name for.
     *
     * @param format the format's names
     * @throws WeightsRefusedException if there is none
     */
    static ElementType named(Function<ElementType, String> format, String name) {
        return Stream.of(values())
                .filter(type -> format.apply(type).equals(name))
                .findFirst()
                .orElseThrow(() -> new WeightsRefusedException("Elements of type '" + name + "' are not read; allowed: "
                        + Stream.of(values()).map(format).toList()));
    }

    int bytes() {
        return bytes;
    }

    /** The class that PyTorch's pickles name. */
    String torchStorage() {
        return torchStorage;
    }

    String safetensors() {
        return safetensors;
    }

    /** The element of that number, as a float. */
    float at(ByteBuffer storage, int index) {
        return switch (this) {
            case FLOAT32 -> storage.getFloat(index * bytes);
            case FLOAT16 -> ofHalf(storage.getShort(index * bytes));
            case BFLOAT16 -> Float.intBitsToFloat(storage.getShort(index * bytes) << 16);
            case INT64 -> storage.getLong(index * bytes);
        };
    }

    /** IEEE 754 binary16: a sign, 5 bits of exponent with bias 15, 10 bits of fraction. */
    private static float ofHalf(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        float magnitude = switch (exponent) {
            case 0 -> Math.scalb((float) fraction, -24);
            case 0x1f -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
            default -> Math.scalb((float) (fraction | 0x400), exponent - 25);
        };
        return bits < 0 ? -magnitude : magnitude;
    }
}
