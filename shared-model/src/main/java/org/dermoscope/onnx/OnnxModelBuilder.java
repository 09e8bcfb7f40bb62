package org.dermoscope.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.dermoscope.graph.Kernel;

/** An ONNX file while it is being put together. Not thread-safe. */
final class OnnxModelBuilder {
    /** ONNX 1.12: the oldest with everything that is written here, read by every runtime since 2022. */
    private static final int OPERATOR_SET = 17;

    private static final int IR_VERSION = 8;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("dermoscope");
    private final ModelProto.Builder model = ModelProto.newBuilder();

    /** Returns the output's name. */
    String node(String operator, String output, List<String> inputs, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType(operator)
                .setName(output)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(Arrays.asList(attributes)));
        return output;
    }

    /** Returns the constant's name. */
    String floats(String name, float[] values, long... shape) {
        ByteBuffer data = littleEndian(values.length * Float.BYTES);
        data.asFloatBuffer().put(values);
        return constant(name, TensorProto.DataType.FLOAT, data, shape);
    }

    /** Returns the constant's name. */
    String int32(String name, int[] values, long... shape) {
        ByteBuffer data = littleEndian(values.length * Integer.BYTES);
        data.asIntBuffer().put(values);
        return constant(name, TensorProto.DataType.INT32, data, shape);
    }

    /** Returns the constant's name. */
    String int64(String name, long... values) {
        ByteBuffer data = littleEndian(values.length * Long.BYTES);
        data.asLongBuffer().put(values);
        return constant(name, TensorProto.DataType.INT64, data, values.length);
    }

    /** Returns the constant's name. */
    String int8(String name, byte[] values, long... shape) {
        return constant(name, TensorProto.DataType.INT8, ByteBuffer.wrap(values), shape);
    }

    /** A scalar if there is no shape. Returns the constant's name. */
    String uint8(String name, byte[] values, long... shape) {
        return constant(name, TensorProto.DataType.UINT8, ByteBuffer.wrap(values), shape);
    }

    /** Returns the constant's name. */
    String weights(String name, Kernel kernel) {
        Kernel.Size size = kernel.size();
        return floats(name + "/weights", kernel.weights(), size.out(), size.in(), size.height(), size.width());
    }

    /** Returns the constant's name. */
    String bias(String name, Kernel kernel) {
        return floats(name + "/bias", kernel.bias(), kernel.size().out());
    }

    /** @param shape behind the number of images */
    void input(String name, long... shape) {
        graph.addInput(value(name, shape));
    }

    /** @param shape behind the number of images */
    void output(String name, long... shape) {
        graph.addOutput(value(name, shape));
    }

    void metadata(String key, String value) {
        model.addMetadataProps(StringStringEntryProto.newBuilder().setKey(key).setValue(value));
    }

    byte[] build() {
        return model.setIrVersion(IR_VERSION)
                .setProducerName("dermoscope")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto attribute(String name, float value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    static AttributeProto attributes(String name, long... values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INTS)
                .addAllInts(LongStream.of(values).boxed().toList())
                .build();
    }

    private String constant(String name, TensorProto.DataType type, ByteBuffer data, long... shape) {
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .addAllDims(LongStream.of(shape).boxed().toList())
                .setRawData(ByteString.copyFrom(data)));
        return name;
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ValueInfoProto value(String name, long... shape) {
        TensorShapeProto.Builder dims = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("N"));
        LongStream.of(shape)
                .forEach(size ->
                        dims.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size)));
        TypeProto.Tensor tensor = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                .setShape(dims)
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
