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
    /**
     * Outputs of one shape as one.
     *
     * @param outputs at least one
     */
    public static OnnxOutput stacked(List<OnnxOutput> outputs) {
        long[] shape = outputs.get(0).shape().clone();
        int length = outputs.get(0).values().length;
        float[] values = new float[outputs.size() * length];
        for (int i = 0; i < outputs.size(); i++) {
            System.arraycopy(outputs.get(i).values(), 0, values, i * length, length);
        }
        shape[0] *= outputs.size();
        return new OnnxOutput(shape, values);
    }

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
