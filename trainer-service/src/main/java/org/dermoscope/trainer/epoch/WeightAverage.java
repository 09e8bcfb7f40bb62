package org.dermoscope.trainer.epoch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dermoscope.architecture.NoGradient;
import org.dermoscope.architecture.WeightAverageSpec;

/**
 * Exponential moving average of a network's weights (Polyak and Juditsky, 1992, weighted as TensorFlow's
 * {@code ExponentialMovingAverage}): {@code a = d a + (1 - d) w} with {@code d = min(decay, (1 + t) / (10 + t))} after
 * step t, from 1, so that the initial weights are soon forgotten. It begins at the weights that the network has.
 *
 * <p>Of parameters that take gradients only: running statistics of batch normalisation belong to one set of weights and
 * are to be estimated anew for the average. Where the specification says off, every method does nothing. Owns its
 * arrays until {@link #close()}; the network stays the caller's. Not thread-safe.
 */
final class WeightAverage implements AutoCloseable {
    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final Map<String, NDArray> weights = new LinkedHashMap<>();
    private final Map<String, NDArray> averages = new LinkedHashMap<>();
    private final double decay;

    /** @param network initialised */
    WeightAverage(WeightAverageSpec spec, Block network) {
        decay = spec.decay();
        if (!spec.enabled()) {
            return;
        }
        for (Pair<String, Parameter> parameter : network.getParameters()) {
            if (parameter.getValue().requiresGradient()) {
                weights.put(parameter.getKey(), parameter.getValue().getArray());
            }
        }
        averages.putAll(copies(weights, manager));
    }

    /** @param step optimizer steps of the run so far, the one just taken included, from 1 */
    void update(long step) {
        double keep = Math.min(decay, (1.0 + step) / (10.0 + step));
        try (NoGradient off = new NoGradient()) {
            averages.forEach((name, average) -> {
                try (NDArray change = array(weights, name).sub(average)) {
                    average.addi(change.muli(1 - keep));
                }
            });
        }
    }

    /** Puts the average in the network's place of weights; closing puts the weights back that training goes on with. */
    InUse use() {
        NDManager scope = manager.newSubManager();
        Map<String, NDArray> trained = copies(weights, scope);
        overwrite(weights, averages);
        return () -> {
            overwrite(weights, trained);
            scope.close();
        };
    }

    /**
     * The average by the name of the parameter in the network, float32, of the parameter's shape; empty where it is off.
     * The arrays stay this object's: read them before the next update.
     */
    Map<String, NDArray> state() {
        return Collections.unmodifiableMap(averages);
    }

    /**
     * Goes on from a state, which is copied.
     *
     * @throws IllegalArgumentException if its names or shapes are not those of {@link #state()}
     */
    void restore(Map<String, NDArray> state) {
        if (!state.keySet().equals(averages.keySet())) {
            throw new IllegalArgumentException(
                    "The state of the weight average has " + state.keySet() + "; expected: " + averages.keySet());
        }
        averages.forEach((name, average) -> {
            NDArray saved = array(state, name);
            if (!saved.getShape().equals(average.getShape())) {
                throw new IllegalArgumentException("The state of the weight average has " + name + " of shape "
                        + saved.getShape() + "; expected: " + average.getShape());
            }
        });
        overwrite(averages, state);
    }

    @Override
    public void close() {
        manager.close();
    }

    /** While it is open, the network has the average as its weights. */
    @FunctionalInterface
    interface InUse extends AutoCloseable {
        @Override
        void close();
    }

    private static Map<String, NDArray> copies(Map<String, NDArray> arrays, NDManager owner) {
        Map<String, NDArray> copies = new LinkedHashMap<>();
        try (NoGradient off = new NoGradient()) {
            arrays.forEach((name, array) -> {
                NDArray copy = array.duplicate();
                copy.attach(owner);
                copies.put(name, copy);
            });
        }
        return copies;
    }

    private static void overwrite(Map<String, NDArray> targets, Map<String, NDArray> sources) {
        try (NoGradient off = new NoGradient()) {
            targets.forEach((name, target) -> array(sources, name).copyTo(target));
        }
    }

    private static NDArray array(Map<String, NDArray> arrays, String name) {
        NDArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalStateException("There is no array '" + name + "'; known: " + arrays.keySet());
        }
        return array;
    }
}
