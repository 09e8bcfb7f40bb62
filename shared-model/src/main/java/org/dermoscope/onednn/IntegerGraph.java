package org.dermoscope.onednn;

import java.util.List;
import java.util.Map;
import org.dermoscope.graph.ConvolutionGeometry;
import org.dermoscope.graph.Kernel;
import org.dermoscope.graph.Node;
import org.dermoscope.graph.TensorSize;

/**
 * A network whose backbone computes in 8-bit integers. Steps are in an order in which they can be run.
 *
 * @param input height and width of an image, and its channels with those that are always zero
 * @param inputScale of the input's integers
 * @param metadata the file's own entries, by name
 */
record IntegerGraph(
        TensorSize input,
        Scale inputScale,
        List<Step> steps,
        Features features,
        Head head,
        Map<String, String> metadata) {

    /** Name of the input's integers. */
    static final String INPUT = "input";

    IntegerGraph {
        steps = List.copyOf(steps);
        metadata = Map.copyOf(metadata);
    }

    /** An integer i stands for {@code step * (i - zeroPoint)}. */
    record Scale(float step, int zeroPoint) {}

    /** One operation on unsigned 8-bit integers {@code (N, H, W, C)}; {@link #output()} names its result, once in a graph. */
    sealed interface Step {
        String output();

        List<String> inputs();

        TensorSize size(List<TensorSize> inputs);
    }

    /**
     * A convolution of 8-bit integers.
     *
     * @param weights {@code byte[out * in * height * width]} in that order, symmetric
     * @param scales of the weights, {@code float[out]}
     * @param bias {@code float[out]}
     * @param relu whether what is below 0 becomes 0 before it is rounded
     */
    record Convolution(
            String output,
            String input,
            byte[] weights,
            Kernel.Size size,
            float[] scales,
            float[] bias,
            ConvolutionGeometry geometry,
            boolean relu,
            Scale from,
            Scale to)
            implements Step {
        @Override
        public List<String> inputs() {
            return List.of(input);
        }

        @Override
        public TensorSize size(List<TensorSize> inputs) {
            return geometry.size(inputs.get(0), size);
        }
    }

    /** A sum, rounded. */
    record Addition(String output, String first, String second, Scale firstScale, Scale secondScale, Scale to)
            implements Step {
        @Override
        public List<String> inputs() {
            return List.of(first, second);
        }

        @Override
        public TensorSize size(List<TensorSize> inputs) {
            return inputs.get(0);
        }
    }

    /** What takes integers as they are: {@link Node.MaxPooling} or {@link Node.Concatenation}. */
    record Choice(Node node) implements Step {
        @Override
        public String output() {
            return node.output();
        }

        @Override
        public List<String> inputs() {
            return node.inputs();
        }

        @Override
        public TensorSize size(List<TensorSize> inputs) {
            return node.size(inputs);
        }
    }

    /**
     * How a tensor is read as the head's input.
     *
     * @param steps {@code float[C]}
     * @param zeroPoint of all channels
     */
    record Features(String tensor, float[] steps, int zeroPoint) {}

    /**
     * In float32.
     *
     * @param weights {@code float[7 * C]} if pooled, divided by the number of positions, else {@code float[7 * C * h * w]}
     * @param bias {@code float[7]}
     */
    record Head(float[] weights, boolean pooled, float[] bias) {}
}
