package org.dermoscope.onnx;

import static org.dermoscope.onnx.OnnxModelBuilder.attribute;
import static org.dermoscope.onnx.OnnxModelBuilder.attributes;

import ai.onnx.proto.OnnxMl.AttributeProto;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.dermoscope.graph.Head;
import org.dermoscope.graph.InferenceGraph;
import org.dermoscope.graph.Kernel;
import org.dermoscope.graph.Node;
import org.dermoscope.graph.TensorSize;
import org.dermoscope.taxonomy.LesionClass;

/**
 * A graph as an ONNX file with the inputs and outputs of {@link OnnxNames}. The same graph gives the same bytes.
 *
 * <p>With {@link ActivationScale}s the backbone is written in QDQ form: between two operations a tensor is rounded to 8
 * bits and back, and kernels are stored as 8-bit integers with a scale an output channel. Runtimes fuse that into
 * integer operations. The head stays float32.
 */
public final class OnnxWriter {
    private final OnnxModelBuilder model = new OnnxModelBuilder();
    private final InferenceGraph graph;
    private final Map<String, ActivationScale> scales;

    private OnnxWriter(InferenceGraph graph, Map<String, ActivationScale> scales) {
        this.graph = graph;
        this.scales = scales;
    }

    /** The graph in float32. */
    public static byte[] write(InferenceGraph graph) {
        return new OnnxWriter(graph, Map.of()).write(List.of());
    }

    /** The graph in float32 with more outputs, each {@code (N, C, h, w)}, in the order of their names here. */
    public static byte[] write(InferenceGraph graph, Collection<String> outputs) {
        return new OnnxWriter(graph, Map.of()).write(outputs);
    }

    /** The graph in QDQ form. @param scales of the input and of every node's output */
    public static byte[] write(InferenceGraph graph, Map<String, ActivationScale> scales) {
        return new OnnxWriter(graph, scales).write(List.of());
    }

    private byte[] write(Collection<String> moreOutputs) {
        model.input(OnnxNames.INPUT, 3, graph.height(), graph.width());
        round(OnnxNames.INPUT);
        for (Node node : graph.backbone()) {
            write(node);
            round(node.output());
        }
        String features = model.node("Identity", OnnxNames.FEATURES, List.of(read(graph.features())));
        write(graph.head(), features);
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
        } else if (node instanceof Node.MaxPooling pooling) {
            model.node(
                    "MaxPool",
                    pooling.output(),
                    List.of(read(pooling.input())),
                    attributes("kernel_shape", 2, 2),
                    attributes("strides", 2, 2));
        } else if (node instanceof Node.Concatenation concatenation) {
            List<String> inputs =
                    concatenation.inputs().stream().map(this::read).toList();
            model.node("Concat", concatenation.output(), inputs, attribute("axis", 1));
        }
    }

    private void write(Node.Convolution convolution) {
        String name = convolution.output();
        String linear = convolution.relu() ? name + "/linear" : name;
        int p = convolution.padding();
        Kernel.Size size = convolution.kernel().size();
        AttributeProto[] attributes = {
            attributes("kernel_shape", size.height(), size.width()), attributes("pads", p, p, p, p)
        };
        ActivationScale input = scales.get(convolution.input());
        List<String> inputs = input == null
                ? List.of(convolution.input(), weights(name, convolution.kernel()), bias(name, convolution.kernel()))
                : quantized(name, convolution, input);
        model.node("Conv", linear, inputs, attributes);
        if (convolution.relu()) {
            model.node("Relu", name, List.of(linear));
        }
    }

    private List<String> quantized(String name, Node.Convolution convolution, ActivationScale input) {
        QuantizedKernel kernel = QuantizedKernel.of(convolution.kernel(), input.scale());
        Kernel.Size size = convolution.kernel().size();
        int out = size.out();
        String scale = model.floats(name + "/weights_scale", kernel.weightScales(), out);
        String weights =
                model.int8(name + "/weights_quantized", kernel.weights(), out, size.in(), size.height(), size.width());
        String noOffset = model.int8(name + "/weights_zero_point", new byte[out], out);
        String biasScale = model.floats(name + "/bias_scale", kernel.biasScales(), out);
        String bias = model.int32(name + "/bias_quantized", kernel.bias(), out);
        return List.of(
                read(convolution.input()),
                model.node(
                        "DequantizeLinear", name + "/weights", List.of(weights, scale, noOffset), attribute("axis", 0)),
                model.node("DequantizeLinear", name + "/bias", List.of(bias, biasScale), attribute("axis", 0)));
    }

    private String weights(String name, Kernel kernel) {
        Kernel.Size size = kernel.size();
        return model.floats(name + "/weights", kernel.weights(), size.out(), size.in(), size.height(), size.width());
    }

    private String bias(String name, Kernel kernel) {
        return model.floats(name + "/bias", kernel.bias(), kernel.size().out());
    }

    /** To 8 bits and back, if the tensor has a scale. */
    private void round(String tensor) {
        ActivationScale scale = scales.get(tensor);
        if (scale != null) {
            String step = model.floats(tensor + "/scale", new float[] {scale.scale()});
            String zero = model.uint8(tensor + "/zero_point", scale.zeroPoint());
            String quantized = model.node("QuantizeLinear", tensor + "/quantized", List.of(tensor, step, zero));
            model.node("DequantizeLinear", read(tensor), List.of(quantized, step, zero));
        }
    }

    /** The name under which the next operation finds a tensor. */
    private String read(String tensor) {
        return scales.containsKey(tensor) ? tensor + "/rounded" : tensor;
    }

    /** Contributions first; their sum over the positions, and the bias, are the logits. */
    private void write(Head head, String features) {
        TensorSize size = graph.size(graph.features());
        Kernel kernel = head.kernel();
        if (head.pooled()) {
            float[] shared = new float[kernel.weights().length];
            for (int i = 0; i < shared.length; i++) {
                shared[i] = kernel.weights()[i] / (size.height() * size.width());
            }
            String weights = weights("head", new Kernel(shared, kernel.size(), kernel.bias()));
            model.node("Conv", OnnxNames.EVIDENCE, List.of(features, weights), attributes("kernel_shape", 1, 1));
        } else {
            String oneClass =
                    model.node("Unsqueeze", "head/one_class", List.of(features, model.int64("head/class_axis", 1)));
            String products = model.node("Mul", "head/products", List.of(oneClass, weights("head", kernel)));
            model.node(
                    "ReduceSum",
                    OnnxNames.EVIDENCE,
                    List.of(products, model.int64("head/channel_axis", 2)),
                    attribute("keepdims", 0));
        }
        String sum = model.node(
                "ReduceSum",
                "head/sum",
                List.of(OnnxNames.EVIDENCE, model.int64("head/position_axes", 2, 3)),
                attribute("keepdims", 0));
        model.node("Add", OnnxNames.LOGITS, List.of(sum, bias("head", kernel)));
    }

    private static String json(Object value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Numbers and names cannot be written as JSON", e);
        }
    }
}
