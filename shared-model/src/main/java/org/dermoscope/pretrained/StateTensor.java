package org.dermoscope.pretrained;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;

/**
 * A tensor of a file. Nothing is copied until its values are asked for, so that what a file claims takes no memory.
 *
 * @param storage from its position 0 on, in its own byte order
 */
record StateTensor(ElementType type, TensorLayout layout, ByteBuffer storage) {
    /** @throws WeightsRefusedException if the storage is too small for the layout */
    StateTensor {
        long elements = storage.limit() / type.bytes();
        if (layout.extent() > elements) {
            throw new WeightsRefusedException("A tensor " + layout.shape() + " needs " + layout.extent()
                    + " elements of its storage, which has " + elements);
        }
    }

    List<Long> shape() {
        return layout.shape();
    }

    /** For people: {@code float32[32, 3, 3, 3]}. */
    String describe() {
        return type.name().toLowerCase(Locale.ROOT) + shape();
    }

    /** A new array, row-major. */
    float[] values() {
        float[] values = new float[Math.toIntExact(layout.size())];
        long[] index = new long[shape().size()];
        long position = layout.offset();
        for (int i = 0; i < values.length; i++) {
            values[i] = type.at(storage, (int) position);
            for (int d = index.length - 1; d >= 0; d--) {
                position += layout.strides().get(d);
                if (++index[d] < shape().get(d)) {
                    break;
                }
                position -= layout.strides().get(d) * index[d];
                index[d] = 0;
            }
        }
        return values;
    }
}
