package org.dermoscope.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.Random;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.NetworkOptions;

/** Weights as a training could have left them: seeded, with running statistics, and logits that tell images apart. */
public final class RandomWeights {
    private RandomWeights() {}

    /** As {@link WeightsCodec} writes them. */
    public static byte[] of(Architecture architecture, long seed) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Block network = network(architecture, manager);
            fill(network, seed);
            return WeightsCodec.encode(network);
        }
    }

    /** An initialised network, all of whose parameters belong to the manager. */
    public static Block network(Architecture architecture, NDManager manager) {
        Block network = architecture.newNetwork(NetworkOptions.INFERENCE);
        Shape input = new Shape(
                1, 3, architecture.input().height(), architecture.input().width());
        network.initialize(manager, DataType.FLOAT32, input);
        return network;
    }

    public static void fill(Block network, long seed) {
        Random random = new Random(seed);
        for (Parameter parameter : network.getParameters().values()) {
            NDArray array = parameter.getArray();
            float[] values = new float[Math.toIntExact(array.size())];
            Shape shape = array.getShape();
            double fanIn = shape.dimension() > 1 ? (double) array.size() / shape.get(0) : 16;
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) value(parameter.getType(), random, fanIn);
            }
            array.set(values);
        }
    }

    private static double value(Parameter.Type type, Random random, double fanIn) {
        return switch (type) {
            case GAMMA, RUNNING_VAR -> 0.5 + random.nextDouble();
            case WEIGHT -> random.nextGaussian() * Math.sqrt(2 / fanIn);
            default -> random.nextGaussian() * 0.25;
        };
    }
}
