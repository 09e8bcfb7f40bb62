package org.dermoscope.architecture;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.SplittableRandom;

/**
 * Keras' initial values: kernels Glorot uniform, {@code U(-l, l)} with {@code l = sqrt(6 / (fanIn + fanOut))} and the
 * fans counted over the kernel's area (Glorot and Bengio, 2010); gammas and running variances one, all else zero.
 * Drawn in Java, so that a seed gives the same network whatever the native library.
 */
public final class InitialWeights {
    private InitialWeights() {}

    /** Initialises a new network's parameters, attached to the manager. */
    public static void initialize(Block network, InputSize input, NDManager manager, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (Parameter parameter : network.getParameters().values()) {
            if (parameter.getType() == Parameter.Type.WEIGHT) {
                SplittableRandom own = random.split();
                parameter.setInitializer((m, shape, type) -> m.create(glorotUniform(shape, own), shape));
            }
        }
        network.initialize(manager, DataType.FLOAT32, new Shape(1, 3, input.height(), input.width()));
    }

    /** Values of a kernel {@code (out, in, height, width)}. */
    static float[] glorotUniform(Shape shape, SplittableRandom random) {
        long area = shape.get(2) * shape.get(3);
        double limit = Math.sqrt(6.0 / ((shape.get(0) + shape.get(1)) * area));
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-limit, limit);
        }
        return values;
    }
}
