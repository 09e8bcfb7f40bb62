package org.dermoscope.architecture;

/** In what a training step computes. Weights, gradients and optimizer state are float32 in any. Lower case in JSON. */
public enum Precision {
    FP32(6),
    /** Convolutions and what lies between them in bfloat16: 8 bits of exponent as in float32, 8 of precision. */
    BF16(15);

    private final int typeCode;

    Precision(int typeCode) {
        this.typeCode = typeCode;
    }

    /** What libtorch calls the type, {@code c10::ScalarType}. */
    int typeCode() {
        return typeCode;
    }
}
