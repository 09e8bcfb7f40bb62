package org.dermoscope.onnx;

import static org.dermoscope.onnx.OnnxModelBuilder.attribute;
import static org.dermoscope.onnx.OnnxModelBuilder.attributes;

import ai.onnx.proto.OnnxMl.AttributeProto;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.dermoscope.graph.Activation;
import org.dermoscope.graph.ConvolutionGeometry;
import org.dermoscope.graph.InferenceGraph;
import org.dermoscope.graph.Kernel;
import org.dermoscope.graph.Node;
import org.dermoscope.graph.Padding;
import org.dermoscope.graph.TensorSize;
import org.dermoscope.graph.UnsupportedBlockException;
import org.dermoscope.taxonomy.LesionClass;

/**
 * A graph as an ONNX file with the inputs and outputs of {@link OnnxNames}. The same graph gives the same bytes.
 *
 * <p>With {@link ActivationScale}s the backbone is written in QDQ form: a tensor that has a scale is rounded to 8 bits and
 * back, and the kernels of convolutions that read such a tensor are stored as 8-bit integers with a scale an output
 * channel. Runtimes fuse that into integer operations. What else reads it computes in float32. Pooling and concatenation
 * take the integers as they are: a convolution behind a concatenation has the different scales of its input's channels in
 * its weights. The head stays float32.
 */
public final class OnnxWriter {
    /** So many channels the integer kernels of ONNX Runtime take at a time; for fewer it copies each position's input. */
    private static final int CHANNEL_GROUP = 4;

    private final OnnxModelBuilder model = new OnnxModelBuilder();
    private final InferenceGraph graph;
    private final Map<String, ActivationScale> scales;
    private final Map<String, float[]> means;
    private final Map<String, ChannelScales> rounded = new HashMap<>();
    private final Set<String> read = new HashSet<>();

    private OnnxWriter(InferenceGraph graph, Map<String, ActivationScale> scales, Map<String, float[]> means) {
        this.graph = graph;
        this.scales = scales;
        this.means = means;
    }

    /** The graph in float32. */
    public static byte[] write(InferenceGraph graph) {
        return new OnnxWriter(graph, Map.of(), Map.of()).write(List.of());
    }

    /** The graph in float32 with more outputs, each {@code (N, C, h, w)}, in the order of their names here. */
    public static byte[] write(InferenceGraph graph, Collection<String> outputs) {
        return new OnnxWriter(graph, Map.of(), Map.of()).write(outputs);
    }

    /**
     * The graph in QDQ form.
     *
     * @param scales of the input and of the tensors that are rounded: at least all that are pooled or concatenated
     * @param means of the channels of every tensor that is convolved
     * @throws UnsupportedBlockException if a part has no integer form
     */
    public static byte[] write(InferenceGraph graph, Map<String, ActivationScale> scales, Map<String, float[]> means) {
        return new OnnxWriter(graph, scales, means).write(List.of());
    }

    private byte[] write(Collection<String> moreOutputs) {
        model.input(OnnxNames.INPUT, 3, graph.height(), graph.width());
        round(OnnxNames.INPUT);
        for (Node node : graph.backbone()) {
            write(node);
        }
        String features = features(graph.features());
        new HeadWriter(model).write(graph.head(), graph.size(graph.features()), features);
        model.output(OnnxNames.LOGITS, LesionClass.COUNT);
        TensorSize size = graph.size(graph.features());
        model.output(OnnxNames.FEATURES, size.shape());
        model.output(OnnxNames.EVIDENCE, LesionClass.COUNT, size.height(), size.width());
        moreOutputs.forEach(name -> model.output(name, graph.size(name).shape()));
        model.metadata(OnnxNames.HEAD_BIAS, json(graph.head().kernel().bias()));
        model.metadata(
                OnnxNames.CLASS_ORDER,
                json(LesionClass.all().stream().map(LesionClass::code).toList()));
        return model.build();
    }

    private void write(Node node) {
        if (node instanceof Node.Convolution convolution) {
            write(convolution);
            round(convolution.output());
        } else if (node instanceof Node.Addition addition) {
            write(addition);
            round(addition.output());
        } else if (node instanceof Node.MaxPooling pooling) {
            int padding = pooling.padding();
            choose(
                    "MaxPool",
                    pooling,
                    attributes("kernel_shape", pooling.size(), pooling.size()),
                    attributes("strides", pooling.stride(), pooling.stride()),
                    attributes("pads", padding, padding, padding, padding));
        } else if (node instanceof Node.Concatenation concatenation) {
            choose("Concat", concatenation, attribute("axis", 1));
        } else {
            List<String> inputs = node.inputs().stream().map(this::values).toList();
            new FloatNodeWriter(model).write(node, inputs.get(0), graph.size(node.output()));
            round(node.output());
        }
    }

    /** An operation whose output has no values but those of its inputs; in integers if they are. */
    private void choose(String operator, Node node, AttributeProto... attributes) {
        if (scales.isEmpty()) {
            model.node(operator, node.output(), node.inputs(), attributes);
            return;
        }
        List<String> inputs = node.inputs().stream().map(OnnxWriter::integers).toList();
        model.node(operator, integers(node.output()), inputs, attributes);
        List<ChannelScales> parts = node.inputs().stream()
                .map(input -> Objects.requireNonNull(rounded.get(input)))
                .toList();
        rounded.put(node.output(), ChannelScales.joined(node.output(), parts));
    }

    private void write(Node.Convolution convolution) {
        String name = convolution.output();
        String linear = convolution.activation() == Activation.NONE ? name : name + "/linear";
        ConvolutionGeometry geometry = convolution.geometry();
        Padding padding = geometry.padding();
        Kernel.Size size = convolution.kernel().size();
        AttributeProto[] attributes = {
            attributes("kernel_shape", size.height(), size.width()),
            attributes("strides", geometry.stride(), geometry.stride()),
            attributes("pads", padding.top(), padding.left(), padding.bottom(), padding.right()),
            attribute("group", geometry.groups())
        };
        ChannelScales input = rounded.get(convolution.input());
        List<String> inputs = input == null
                ? List.of(
                        convolution.input(),
                        model.weights(name, convolution.kernel()),
                        model.bias(name, convolution.kernel()))
                : quantized(name, convolution, input);
        model.node("Conv", linear, inputs, attributes);
        activate(name, linear, convolution.activation());
    }

    /** In integers nothing is above 6 after the rounding that follows, whose scale is from values that were cut off there. */
    private void activate(String name, String linear, Activation activation) {
        switch (activation) {
            case NONE -> {}
            case RELU -> model.node("Relu", name, List.of(linear));
            case RELU6 -> {
                if (scales.isEmpty()) {
                    String smallest = model.floats(name + "/smallest", new float[] {0});
                    String largest = model.floats(name + "/largest", new float[] {6});
                    model.node("Clip", name, List.of(linear, smallest, largest));
                } else {
                    model.node("Relu", name, List.of(linear));
                }
            }
        }
    }

    private void write(Node.Addition addition) {
        List<String> inputs = addition.inputs().stream().map(this::values).toList();
        model.node("Add", addition.output(), inputs);
    }

    /** A tensor in float32. */
    private String values(String tensor) {
        ChannelScales channels = rounded.get(tensor);
        if (channels == null) {
            return tensor;
        }
        if (!channels.uniform()) {
            throw new UnsupportedBlockException(
                    "Tensor '" + tensor + "' cannot be taken out of integers: its channels have different scales");
        }
        return read(tensor, channels, channels.scales().length);
    }

    private List<String> quantized(String name, Node.Convolution convolution, ChannelScales input) {
        Kernel scaled = convolution.kernel().scaled(input.factors());
        int channels = convolution.geometry().groups() == 1
                ? (scaled.size().in() + CHANNEL_GROUP - 1) / CHANNEL_GROUP * CHANNEL_GROUP
                : scaled.size().in();
        int more = channels - scaled.size().in();
        float[] inputMeans = input.read(Objects.requireNonNull(means.get(convolution.input())));
        QuantizedKernel kernel = QuantizedKernel.of(
                scaled.widened(channels), input.largest(), Arrays.copyOf(inputMeans, inputMeans.length + more));
        Kernel.Size size = scaled.size();
        int out = size.out();
        String scale = model.floats(name + "/weights_scale", kernel.weightScales(), out);
        String weights =
                model.int8(name + "/weights_quantized", kernel.weights(), out, channels, size.height(), size.width());
        String noOffset = model.int8(name + "/weights_zero_point", new byte[out], out);
        String biasScale = model.floats(name + "/bias_scale", kernel.biasScales(), out);
        String bias = model.int32(name + "/bias_quantized", kernel.bias(), out);
        return List.of(
                read(convolution.input(), input, inputMeans.length + more),
                model.node(
                        "DequantizeLinear", name + "/weights", List.of(weights, scale, noOffset), attribute("axis", 0)),
                model.node("DequantizeLinear", name + "/bias", List.of(bias, biasScale), attribute("axis", 0)));
    }

    /** To 8 bits, if the tensor has a scale. */
    private void round(String tensor) {
        ActivationScale scale = scales.get(tensor);
        if (scale != null) {
            String step = model.floats(tensor + "/scale", new float[] {scale.scale()});
            String zero = model.uint8(tensor + "/zero_point", new byte[] {(byte) scale.zeroPoint()});
            model.node("QuantizeLinear", integers(tensor), List.of(tensor, step, zero));
            rounded.put(tensor, ChannelScales.uniform(scale, graph.size(tensor).channels()));
        }
    }

    private static String integers(String tensor) {
        return tensor + "/quantized";
    }

    /** A tensor's integers, all read with its largest scale, with zeros as what channels there are more. */
    private String read(String tensor, ChannelScales input, int channels) {
        int more = channels - input.scales().length;
        String name = more > 0 ? tensor + "/rounded_wide" : tensor + "/rounded";
        if (read.add(name)) {
            String scale = model.floats(name + "/scale", new float[] {input.largest()});
            String zero = model.uint8(name + "/zero_point", new byte[] {(byte) input.zeroPoint()});
            String integers = integers(tensor);
            if (more > 0) {
                String pads = model.int64(name + "/pads", 0, 0, 0, 0, 0, more, 0, 0);
                integers = model.node("Pad", tensor + "/padded", List.of(integers, pads, zero));
            }
            model.node("DequantizeLinear", name, List.of(integers, scale, zero));
        }
        return name;
    }

    /** The features: a tensor's values, each channel's with its own scale. */
    private String features(String tensor) {
        ChannelScales channels = rounded.get(tensor);
        if (channels == null) {
            return model.node("Identity", OnnxNames.FEATURES, List.of(tensor));
        }
        String name = OnnxNames.FEATURES;
        int count = channels.scales().length;
        byte[] zeros = new byte[count];
        Arrays.fill(zeros, (byte) channels.zeroPoint());
        String scale = model.floats(name + "/scale", channels.scales(), count);
        String zero = model.uint8(name + "/zero_point", zeros, count);
        return model.node("DequantizeLinear", name, List.of(integers(tensor), scale, zero), attribute("axis", 1));
    }

    private static String json(Object value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Numbers and names cannot be written as JSON", e);
        }
    }
}
