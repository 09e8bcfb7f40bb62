package org.dermoscope.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One output of a pass. Treat the arrays as immutable.
 *
 * @param shape {@code (N, …)}
 * @param values in row-major order
 */
public record OnnxOutput(long[] shape, float[] values) {
    /** One array an image. */
    public List<float[]> rows() {
        int count = Math.toIntExact(shape[0]);
        int length = values.length / count;
        List<float[]> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            rows.add(Arrays.copyOfRange(values, i * length, (i + 1) * length));
        }
        return rows;
    }
}
