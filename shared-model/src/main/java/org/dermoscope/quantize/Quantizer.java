package org.dermoscope.quantize;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.dermoscope.classify.Prediction;
import org.dermoscope.graph.InferenceGraph;
import org.dermoscope.graph.Node;
import org.dermoscope.onnx.ActivationScale;
import org.dermoscope.onnx.OnnxNames;
import org.dermoscope.onnx.OnnxNetwork;
import org.dermoscope.onnx.OnnxOutput;
import org.dermoscope.onnx.OnnxWriter;

/**
 * Finds the scales with which a network computes in 8-bit integers, from images of the training part.
 */
public final class Quantizer {
    /** Enough to tell the ranges apart, and each range takes as many passes. */
    private static final int COMPARED = 2;

    private final InferenceGraph graph;
    private final List<float[]> inputs;
    private final int threads;

    private Quantizer(InferenceGraph graph, List<float[]> inputs, int threads) {
        this.graph = graph;
        this.inputs = inputs;
        this.threads = threads;
    }

    /**
     * The graph in integers, with the {@link ActivationRange} that loses least on every second of the same images.
     *
     * @param inputs each {@code float[3 * H * W]}, planar, normalised, as the network gets them; at least one
     * @param threads of the runtime, at least 1
     */
    public static QuantizedNetwork quantize(InferenceGraph graph, List<float[]> inputs, int threads) {
        return new Quantizer(graph, inputs, threads).quantize();
    }

    private QuantizedNetwork quantize() {
        Map<String, ActivationHistogram> histograms = new LinkedHashMap<>();
        RoundedTensors.of(graph).forEach(tensor -> histograms.put(tensor, new ActivationHistogram()));
        Map<String, ChannelMeans> convolved = new LinkedHashMap<>();
        convolved().forEach(tensor -> convolved.put(tensor, new ChannelMeans()));
        List<Prediction> exact = observe(histograms, convolved);
        Map<String, float[]> means = new HashMap<>();
        convolved.forEach((tensor, sums) -> means.put(tensor, sums.means()));
        QuantizedNetwork best = null;
        for (ActivationRange range : ActivationRange.values()) {
            byte[] file = OnnxWriter.write(graph, scales(histograms, range), means);
            QuantizedNetwork candidate = new QuantizedNetwork(file, range, divergence(exact, predict(file)));
            if (best == null || candidate.divergence() < best.divergence()) {
                best = candidate;
            }
        }
        return Objects.requireNonNull(best);
    }

    private List<String> convolved() {
        return graph.backbone().stream()
                .filter(Node.Convolution.class::isInstance)
                .flatMap(node -> node.inputs().stream())
                .distinct()
                .toList();
    }

    /** Counts the values of the tensors; returns what the network answers in float32. */
    private List<Prediction> observe(Map<String, ActivationHistogram> histograms, Map<String, ChannelMeans> convolved) {
        Set<String> tensors = new LinkedHashSet<>(histograms.keySet());
        tensors.addAll(convolved.keySet());
        tensors.remove(InferenceGraph.INPUT);
        List<String> outputs = new ArrayList<>(List.of(OnnxNames.LOGITS));
        outputs.addAll(tensors);
        List<Prediction> predictions = new ArrayList<>();
        try (OnnxNetwork network = new OnnxNetwork(OnnxWriter.write(graph, tensors), threads)) {
            for (float[] input : inputs) {
                observe(InferenceGraph.INPUT, input, histograms, convolved);
                List<OnnxOutput> values = run(network, input, outputs);
                for (int i = 1; i < outputs.size(); i++) {
                    observe(outputs.get(i), values.get(i).values(), histograms, convolved);
                }
                predictions.add(Prediction.ofLogits(values.get(0).values()));
            }
        }
        return predictions;
    }

    private void observe(
            String tensor,
            float[] values,
            Map<String, ActivationHistogram> histograms,
            Map<String, ChannelMeans> convolved) {
        ActivationHistogram histogram = histograms.get(tensor);
        if (histogram != null) {
            histogram.add(values);
        }
        ChannelMeans means = convolved.get(tensor);
        if (means != null) {
            means.add(values, graph.size(tensor).channels());
        }
    }

    private List<Prediction> predict(byte[] file) {
        List<Prediction> predictions = new ArrayList<>();
        try (OnnxNetwork network = new OnnxNetwork(file, threads)) {
            for (int i = 0; i < inputs.size(); i += COMPARED) {
                float[] logits = run(network, inputs.get(i), List.of(OnnxNames.LOGITS))
                        .get(0)
                        .values();
                predictions.add(Prediction.ofLogits(logits));
            }
        }
        return predictions;
    }

    private List<OnnxOutput> run(OnnxNetwork network, float[] input, List<String> outputs) {
        ByteBuffer buffer =
                ByteBuffer.allocateDirect(input.length * Float.BYTES).order(ByteOrder.nativeOrder());
        buffer.asFloatBuffer().put(input);
        return network.run(buffer, new long[] {1, 3, graph.height(), graph.width()}, outputs);
    }

    /** What is pooled and concatenated keeps the scale that it was made with. */
    private Map<String, ActivationScale> scales(Map<String, ActivationHistogram> histograms, ActivationRange range) {
        Map<String, ActivationScale> scales = new HashMap<>();
        scales.put(InferenceGraph.INPUT, inputScale());
        List<Set<String>> joined = joined(histograms.keySet());
        histograms.forEach((tensor, histogram) -> {
            double cut = range.largest(histogram);
            Set<String> parts = parts(tensor, joined);
            double largest = Math.min(cut, histogram.largest());
            if (parts.stream()
                    .allMatch(
                            part -> Objects.requireNonNull(histograms.get(part)).smallest() == 0)) {
                scales.put(tensor, ActivationScale.upTo(largest));
            } else if (parts.size() > 1) {
                scales.put(tensor, ActivationScale.around(cut));
            } else {
                scales.put(tensor, ActivationScale.between(Math.max(-cut, histogram.smallest()), largest));
            }
        });
        return scales;
    }

    /** The tensor and all that are concatenated with it, directly or through others: 0 is the same integer in all parts. */
    private static Set<String> parts(String tensor, List<Set<String>> joined) {
        Set<String> parts = new HashSet<>(Set.of(tensor));
        boolean more = true;
        while (more) {
            more = false;
            for (Set<String> of : joined) {
                more |= of.stream().anyMatch(parts::contains) && parts.addAll(of);
            }
        }
        return parts;
    }

    /** For each concatenation the tensors whose values are in it. */
    private List<Set<String>> joined(Set<String> tensors) {
        Map<String, Set<String>> sources = new HashMap<>();
        sources.put(InferenceGraph.INPUT, Set.of());
        List<Set<String>> joined = new ArrayList<>();
        for (Node node : graph.backbone()) {
            Set<String> of = tensors.contains(node.output())
                    ? Set.of(node.output())
                    : node.inputs().stream()
                            .flatMap(input -> Objects.requireNonNull(sources.get(input)).stream())
                            .collect(Collectors.toSet());
            sources.put(node.output(), of);
            if (node instanceof Node.Concatenation) {
                joined.add(of);
            }
        }
        return joined;
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

    /**
     * Mean Kullback-Leibler divergence in nats.
     *
     * @param exact of all images
     * @param rounded of every {@value #COMPARED}nd one
     */
    private static double divergence(List<Prediction> exact, List<Prediction> rounded) {
        double sum = 0;
        for (int i = 0; i < rounded.size(); i++) {
            double[] p = exact.get(i * COMPARED).probabilities();
            double[] q = rounded.get(i).probabilities();
            for (int c = 0; c < p.length; c++) {
                sum += p[c] > 0 ? p[c] * Math.log(p[c] / Math.max(q[c], Double.MIN_NORMAL)) : 0;
            }
        }
        return sum / rounded.size();
    }
}
