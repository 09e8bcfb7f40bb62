package org.dermoscope.onednn;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dermoscope.graph.ConvolutionGeometry;
import org.dermoscope.graph.Kernel;
import org.dermoscope.graph.Node;
import org.dermoscope.graph.Padding;
import org.dermoscope.graph.TensorSize;
import org.dermoscope.graph.UnsupportedBlockException;
import org.dermoscope.onednn.IntegerGraph.Features;
import org.dermoscope.onednn.IntegerGraph.Head;
import org.dermoscope.onednn.IntegerGraph.Scale;
import org.dermoscope.onednn.IntegerGraph.Step;
import org.dermoscope.onnx.OnnxNames;
import org.jspecify.annotations.Nullable;

/**
 * Reads the QDQ form that {@link org.dermoscope.onnx.OnnxWriter} writes: a convolution or a sum of tensors that were rounded
 * and are rounded again is one operation on integers.
 */
final class IntegerGraphReader {
    private final Map<String, TensorProto> constants;
    /** Integer tensors by the name of their values. */
    private final Map<String, Reading> readings = new HashMap<>();

    private final Map<String, Weights> weights = new HashMap<>();
    private final Map<String, float[]> biases = new HashMap<>();
    /** What was computed and is not rounded yet, by name. */
    private final Map<String, Function<Scale, Step>> unrounded = new HashMap<>();

    /** The same without what is below 0, where a convolution can leave it out. */
    private final Map<String, Function<Scale, Step>> rectified = new HashMap<>();

    private final List<Step> steps = new ArrayList<>();
    private int channels = 3;
    private @Nullable Scale inputScale;
    private @Nullable Features features;
    private @Nullable Head head;

    /** How integers are read: a step for each channel, or one for all. */
    private record Reading(String integers, float[] steps, int zeroPoint) {
        Scale scale() {
            return new Scale(steps[0], zeroPoint);
        }
    }

    private record Weights(byte[] values, Kernel.Size size, float[] scales) {}

    private IntegerGraphReader(Map<String, TensorProto> constants) {
        this.constants = constants;
    }

    /**
     * @throws UnsupportedBlockException if a part of the network does not compute in integers
     * @throws IllegalArgumentException if the bytes are no such file
     */
    static IntegerGraph read(byte[] file) {
        ModelProto model;
        try {
            model = ModelProto.parseFrom(file);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("No ONNX file of " + file.length + " bytes", e);
        }
        if (model.getGraph().getInputCount() != 1) {
            throw new IllegalArgumentException("An ONNX file with "
                    + model.getGraph().getInputCount() + " inputs, where a network of this platform has one");
        }
        IntegerGraphReader reader = new IntegerGraphReader(model.getGraph().getInitializerList().stream()
                .collect(Collectors.toMap(TensorProto::getName, Function.identity())));
        model.getGraph().getNodeList().forEach(reader::read);
        TensorShapeProto shape =
                model.getGraph().getInput(0).getType().getTensorType().getShape();
        return reader.graph(
                (int) shape.getDim(2).getDimValue(),
                (int) shape.getDim(3).getDimValue(),
                model.getMetadataPropsList().stream()
                        .collect(Collectors.toMap(StringStringEntryProto::getKey, StringStringEntryProto::getValue)));
    }

    private IntegerGraph graph(int height, int width, Map<String, String> metadata) {
        if (inputScale == null || features == null || head == null) {
            throw new UnsupportedBlockException("The network's input, features or head are not of the integer form");
        }
        return new IntegerGraph(new TensorSize(channels, height, width), inputScale, steps, features, head, metadata);
    }

    private void read(NodeProto node) {
        switch (node.getOpType()) {
            case "QuantizeLinear" -> quantize(node);
            case "DequantizeLinear" -> dequantize(node);
            case "Pad" -> pad(node);
            case "Conv" -> convolve(node);
            case "Relu" -> rectify(node);
            case "Add" -> add(node);
            case "MaxPool" -> {
                long[] padding = integers(node, "pads", 0, 0, 0, 0);
                steps.add(new IntegerGraph.Choice(new Node.MaxPooling(
                        node.getOutput(0),
                        stored(node.getInput(0)),
                        (int) integers(node, "kernel_shape")[0],
                        (int) integers(node, "strides", 1)[0],
                        (int) padding[0])));
            }
            case "Concat" ->
                steps.add(new IntegerGraph.Choice(new Node.Concatenation(
                        node.getOutput(0),
                        node.getInputList().stream().map(this::stored).toList())));
            case "Mul" -> head = new Head(floats(node.getInput(1)), false, new float[0]);
            case "Unsqueeze", "ReduceSum" -> {
                // of the head, whose form follows from its weights
            }
            default ->
                throw new UnsupportedBlockException(
                        "'" + node.getOutput(0) + "' is a " + node.getOpType() + ", which has no integer form here");
        }
    }

    private void quantize(NodeProto node) {
        Scale scale = new Scale(floats(node.getInput(1))[0], bytes(node.getInput(2))[0] & 0xff);
        String values = node.getInput(0);
        if (values.equals(OnnxNames.INPUT)) {
            inputScale = scale;
            readings.put(node.getOutput(0), new Reading(IntegerGraph.INPUT, new float[0], 0));
            return;
        }
        Function<Scale, Step> computed = unrounded.get(values);
        if (computed == null) {
            throw new UnsupportedBlockException("'" + values + "' is not computed in integers");
        }
        Step step = computed.apply(scale);
        steps.add(step);
        readings.put(node.getOutput(0), new Reading(step.output(), new float[0], 0));
    }

    /** Weights, a bias, or integers that are read. */
    private void dequantize(NodeProto node) {
        String name = node.getOutput(0);
        TensorProto constant = constants.get(node.getInput(0));
        float[] scales = floats(node.getInput(1));
        if (constant == null) {
            byte[] zeroPoints = bytes(node.getInput(2));
            Reading reading = new Reading(stored(node.getInput(0)), scales, zeroPoints[0] & 0xff);
            readings.put(name, reading);
            if (name.equals(OnnxNames.FEATURES)) {
                features = new Features(reading.integers(), scales, reading.zeroPoint());
            }
        } else if (constant.getDataType() == TensorProto.DataType.INT8.getNumber()) {
            List<Long> shape = constant.getDimsList();
            Kernel.Size size = new Kernel.Size(
                    shape.get(0).intValue(),
                    shape.get(1).intValue(),
                    shape.get(2).intValue(),
                    shape.get(3).intValue());
            weights.put(name, new Weights(bytes(node.getInput(0)), size, scales));
        } else {
            int[] integers = new int[scales.length];
            data(node.getInput(0)).asIntBuffer().get(integers);
            float[] bias = new float[scales.length];
            for (int i = 0; i < bias.length; i++) {
                bias[i] = integers[i] * scales[i];
            }
            biases.put(name, bias);
        }
    }

    /** The name that a tensor of integers has here. */
    private String stored(String integers) {
        Reading reading = readings.get(integers);
        return reading == null ? integers : reading.integers();
    }

    /** Channels of zeros behind the input's. */
    private void pad(NodeProto node) {
        if (!stored(node.getInput(0)).equals(IntegerGraph.INPUT)) {
            throw new UnsupportedBlockException("'" + node.getOutput(0) + "' adds channels to what is no image");
        }
        long[] pads = new long[8];
        data(node.getInput(1)).asLongBuffer().get(pads);
        channels += (int) pads[5];
        readings.put(node.getOutput(0), new Reading(IntegerGraph.INPUT, new float[0], 0));
    }

    private void convolve(NodeProto node) {
        String name = node.getOutput(0);
        if (name.equals(OnnxNames.EVIDENCE)) {
            head = new Head(floats(node.getInput(1)), true, new float[0]);
            return;
        }
        Reading input = reading(node.getInput(0));
        Weights kernel = weights.get(node.getInput(1));
        float[] bias = biases.get(node.getInput(2));
        if (kernel == null || bias == null) {
            throw new UnsupportedBlockException("'" + name + "' has no weights in integers");
        }
        long[] pads = integers(node, "pads", 0, 0, 0, 0);
        ConvolutionGeometry geometry = new ConvolutionGeometry(
                (int) integers(node, "strides", 1)[0],
                new Padding((int) pads[0], (int) pads[1], (int) pads[2], (int) pads[3]),
                (int) integers(node, "group", 1)[0]);
        unrounded.put(name, to -> convolution(name, input, kernel, bias, geometry, false, to));
        rectified.put(name, to -> convolution(name, input, kernel, bias, geometry, true, to));
    }

    private static Step convolution(
            String name,
            Reading input,
            Weights kernel,
            float[] bias,
            ConvolutionGeometry geometry,
            boolean relu,
            Scale to) {
        return new IntegerGraph.Convolution(
                name,
                input.integers(),
                kernel.values(),
                kernel.size(),
                kernel.scales(),
                bias,
                geometry,
                relu,
                input.scale(),
                to);
    }

    private void rectify(NodeProto node) {
        Function<Scale, Step> computed = rectified.get(node.getInput(0));
        if (computed == null) {
            throw new UnsupportedBlockException("'" + node.getOutput(0) + "' is not computed in integers");
        }
        unrounded.put(node.getOutput(0), computed);
    }

    private void add(NodeProto node) {
        String name = node.getOutput(0);
        if (name.equals(OnnxNames.LOGITS)) {
            Head known = head;
            if (known != null) {
                head = new Head(known.weights(), known.pooled(), floats(node.getInput(1)));
            }
            return;
        }
        Reading first = reading(node.getInput(0));
        Reading second = reading(node.getInput(1));
        unrounded.put(
                name,
                scale -> new IntegerGraph.Addition(
                        name, first.integers(), second.integers(), first.scale(), second.scale(), scale));
    }

    private Reading reading(String values) {
        Reading reading = readings.get(values);
        if (reading == null || reading.steps().length == 0) {
            throw new UnsupportedBlockException("'" + values + "' is not rounded to integers");
        }
        return reading;
    }

    /** An attribute's integers; where there is none, what the format says it is then. */
    private static long[] integers(NodeProto node, String name, long... fallback) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .findFirst()
                .map(attribute -> attribute.getType() == AttributeProto.AttributeType.INT
                        ? new long[] {attribute.getI()}
                        : attribute.getIntsList().stream()
                                .mapToLong(Long::longValue)
                                .toArray())
                .orElse(fallback);
    }

    private ByteBuffer data(String name) {
        TensorProto constant = constants.get(name);
        if (constant == null) {
            throw new UnsupportedBlockException("'" + name + "' is not a constant");
        }
        return constant.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private byte[] bytes(String name) {
        ByteBuffer data = data(name);
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        return bytes;
    }

    private float[] floats(String name) {
        ByteBuffer data = data(name);
        float[] floats = new float[data.remaining() / Float.BYTES];
        data.asFloatBuffer().get(floats);
        return floats;
    }
}
