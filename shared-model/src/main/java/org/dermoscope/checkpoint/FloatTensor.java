package org.dermoscope.checkpoint;

import java.util.List;

/**
 * A tensor that no engine holds.
 *
 * @param values row-major, as many as the shape says; not copied, treat them as immutable
 */
public record FloatTensor(List<Long> shape, float[] values) {
    /** @throws IllegalArgumentException if there are more or fewer values than the shape says */
    public FloatTensor {
        shape = List.copyOf(shape);
        if (shape.stream().reduce(1L, Math::multiplyExact) != values.length) {
            throw new IllegalArgumentException("A tensor " + shape + " does not have " + values.length + " values");
        }
    }
}
