package org.dermoscope.quantize;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dermoscope.classify.Prediction;
import org.dermoscope.graph.InferenceGraph;
import org.dermoscope.graph.Node;
import org.dermoscope.onnx.ActivationScale;
import org.dermoscope.onnx.OnnxNetwork;
import org.dermoscope.onnx.OnnxWriter;

/**
 * Finds the scales with which a network computes in 8-bit integers, from images of the training part.
 */
public final class Quantizer {
    private final InferenceGraph graph;
    private final List<float[]> inputs;
    private final int threads;

    private Quantizer(InferenceGraph graph, List<float[]> inputs, int threads) {
        this.graph = graph;
        this.inputs = inputs;
        this.threads = threads;
    }

    /**
     * The graph in integers, with the {@link ActivationRange} that loses less on the same images.
     *
     * @param inputs each {@code float[3 * H * W]}, planar, normalised, as the network gets them; at least one
     * @param threads of the runtime, at least 1
     */
    public static QuantizedNetwork quantize(InferenceGraph graph, List<float[]> inputs, int threads) {
        return new Quantizer(graph, inputs, threads).quantize();
    }

    private QuantizedNetwork quantize() {
        Map<String, ActivationHistogram> histograms = new LinkedHashMap<>();
        for (Node node : graph.backbone()) {
            if (!(node instanceof Node.MaxPooling)) {
                histograms.put(node.output(), new ActivationHistogram());
            }
        }
        List<Prediction> exact = observe(histograms);
        QuantizedNetwork best = null;
        for (ActivationRange range : ActivationRange.values()) {
            byte[] file = OnnxWriter.write(graph, scales(histograms, range));
            QuantizedNetwork candidate = new QuantizedNetwork(file, range, divergence(exact, predict(file)));
            if (best == null || candidate.divergence() < best.divergence()) {
                best = candidate;
            }
        }
        return Objects.requireNonNull(best);
    }

    /** Counts the values of every tensor; returns what the network answers in float32. */
    private List<Prediction> observe(Map<String, ActivationHistogram> histograms) {
        List<Prediction> predictions = new ArrayList<>();
        try (OnnxNetwork network = new OnnxNetwork(OnnxWriter.write(graph, histograms.keySet()), threads)) {
            for (float[] input : inputs) {
                predictions.add(run(network, input, outputs -> {
                    int next = 3;
                    for (ActivationHistogram histogram : histograms.values()) {
                        histogram.add(outputs.get(next++).toFloatArray());
                    }
                }));
            }
        }
        return predictions;
    }

    private List<Prediction> predict(byte[] file) {
        try (OnnxNetwork network = new OnnxNetwork(file, threads)) {
            return inputs.stream()
                    .map(input -> run(network, input, outputs -> {}))
                    .toList();
        }
    }

    private interface Outputs {
        void read(NDList outputs);
    }

    private Prediction run(OnnxNetwork network, float[] input, Outputs more) {
        ByteBuffer buffer =
                ByteBuffer.allocateDirect(input.length * Float.BYTES).order(ByteOrder.nativeOrder());
        buffer.asFloatBuffer().put(input);
        return network.run(buffer, new Shape(1, 3, graph.height(), graph.width()), outputs -> {
            more.read(outputs);
            return Prediction.ofLogits(outputs.get(0).toFloatArray());
        });
    }

    /** Pooling chooses among values, which keep their scale. */
    private Map<String, ActivationScale> scales(Map<String, ActivationHistogram> histograms, ActivationRange range) {
        Map<String, ActivationScale> scales = new HashMap<>();
        scales.put(InferenceGraph.INPUT, inputScale());
        for (Node node : graph.backbone()) {
            ActivationHistogram histogram = histograms.get(node.output());
            scales.put(
                    node.output(),
                    histogram == null
                            ? Objects.requireNonNull(scales.get(node.inputs().get(0)))
                            : ActivationScale.upTo(range.largest(histogram)));
        }
        return scales;
    }

    /** Pixels have 256 values, so that all of them are kept. */
    private ActivationScale inputScale() {
        double smallest = 0;
        double largest = 0;
        for (float[] input : inputs) {
            for (float value : input) {
                smallest = Math.min(smallest, value);
                largest = Math.max(largest, value);
            }
        }
        return ActivationScale.between(smallest, largest);
    }

    /** Mean Kullback-Leibler divergence of the second predictions from the first, in nats. */
    private static double divergence(List<Prediction> exact, List<Prediction> rounded) {
        double sum = 0;
        for (int i = 0; i < exact.size(); i++) {
            double[] p = exact.get(i).probabilities();
            double[] q = rounded.get(i).probabilities();
            for (int c = 0; c < p.length; c++) {
                sum += p[c] > 0 ? p[c] * Math.log(p[c] / Math.max(q[c], Double.MIN_NORMAL)) : 0;
            }
        }
        return sum / exact.size();
    }
}
