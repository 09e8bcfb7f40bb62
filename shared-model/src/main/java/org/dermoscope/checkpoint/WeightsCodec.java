package org.dermoscope.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.dermoscope.architecture.ClassificationNetwork;
import org.dermoscope.architecture.NoGradient;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;

/**
 * Named tensors ↔ a safetensors file: float32 or float16, little-endian, in the map's order. Of a network they are all
 * parameters, running statistics included, in the order and under the names of {@link Block#getParameters()}. Equal
 * tensors have equal bytes. A network's tensors are float32, whatever the file has.
 */
public final class WeightsCodec {
    private WeightsCodec() {}

    /** @throws IllegalArgumentException if a parameter is not float32 */
    public static byte[] encode(Block network) {
        return encode(arrays(network));
    }

    /**
     * As {@link #encode(Block)}, in about half the bytes: kernels, that is, tensors of two or more dimensions, are rounded
     * to float16; biases and what belongs to normalisation, few and small, stay float32.
     *
     * @throws IllegalArgumentException if a parameter is not float32
     */
    public static byte[] encodeHalf(Block network) {
        return encode(arrays(network), shape -> shape.dimension() >= 2);
    }

    /** @throws IllegalArgumentException if a tensor is not float32 */
    public static byte[] encode(Map<String, NDArray> tensors) {
        return encode(tensors, shape -> false);
    }

    /** As {@link #encode(Map)}, of values that no engine holds. */
    public static byte[] encodeValues(Map<String, FloatTensor> tensors) {
        Map<String, SafetensorsHeader.Tensor> unplaced = new LinkedHashMap<>();
        tensors.forEach((name, tensor) ->
                unplaced.put(name, new SafetensorsHeader.Tensor(SafetensorsHeader.FLOAT32, tensor.shape(), 0, 0)));
        SafetensorsHeader header = SafetensorsHeader.ofConsecutive(unplaced);
        ByteBuffer file = ByteBuffer.allocate(header.fileLength());
        header.write(file);
        tensors.values().forEach(tensor -> put(file, tensor.values()));
        return file.array();
    }

    /**
     * What {@link #encodeValues} wrote.
     *
     * @throws CheckpointRejectedException if the file is malformed, a tensor is not float32, or a value is not finite
     */
    public static Map<String, FloatTensor> decodeValues(byte[] file) {
        SafetensorsHeader header = SafetensorsHeader.read(file);
        Map<String, float[]> values = new LinkedHashMap<>();
        header.tensors().forEach((name, tensor) -> {
            if (!tensor.dtype().equals(SafetensorsHeader.FLOAT32) || tensor.end() - tensor.begin() != tensor.bytes()) {
                throw SafetensorsHeader.malformed("tensor '" + name + "' " + tensor.describe() + " has "
                        + (tensor.end() - tensor.begin()) + " bytes of data; expected: float32");
            }
            values.put(name, floats(data(file, header, tensor)));
        });
        requireFinite(values);
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        values.forEach((name, floats) -> tensors.put(
                name,
                new FloatTensor(
                        Objects.requireNonNull(header.tensors().get(name)).shape(), floats)));
        return tensors;
    }

    private static void put(ByteBuffer file, float[] values) {
        file.asFloatBuffer().put(values);
        file.position(file.position() + values.length * Float.BYTES);
    }

    private static byte[] encode(Map<String, NDArray> tensors, Predicate<Shape> half) {
        Map<String, SafetensorsHeader.Tensor> unplaced = new LinkedHashMap<>();
        tensors.forEach((name, array) -> {
            if (array.getDataType() != DataType.FLOAT32) {
                throw new IllegalArgumentException("Parameter '" + name + "' is " + array.getDataType()
                        + "; weights files hold " + DataType.FLOAT32);
            }
            unplaced.put(
                    name,
                    new SafetensorsHeader.Tensor(
                            half.test(array.getShape()) ? SafetensorsHeader.FLOAT16 : SafetensorsHeader.FLOAT32,
                            LongStream.of(array.getShape().getShape()).boxed().toList(),
                            0,
                            0));
        });
        SafetensorsHeader header = SafetensorsHeader.ofConsecutive(unplaced);
        ByteBuffer file = ByteBuffer.allocate(header.fileLength());
        header.write(file);
        for (NDArray array : tensors.values()) {
            if (half.test(array.getShape())) {
                try (NoGradient off = new NoGradient();
                        NDArray rounded = array.toType(DataType.FLOAT16, true)) {
                    file.put(rounded.toByteArray());
                }
            } else {
                put(file, array.toFloatArray());
            }
        }
        return file.array();
    }

    /**
     * Overwrites the values of an initialised network; its arrays stay the same objects, so that an optimizer's state
     * goes on belonging to them. Nothing changes unless everything fits.
     *
     * @throws CheckpointRejectedException if the file is malformed, a value is not finite, or any name, shape or type
     *     does not fit; the message lists all that do not
     */
    public static void load(byte[] weights, Block network) {
        load(weights, arrays(network));
    }

    /** As {@link #load(byte[], Block)}, for tensors by name. */
    public static void load(byte[] weights, Map<String, NDArray> tensors) {
        SafetensorsHeader header = SafetensorsHeader.read(weights);
        requireFits(header, tensors);
        Map<String, float[]> values = new LinkedHashMap<>();
        header.tensors().forEach((name, tensor) -> {
            ByteBuffer data = data(weights, header, tensor);
            values.put(name, floats(data, tensor, Objects.requireNonNull(tensors.get(name))));
        });
        requireFinite(values);
        try (NoGradient off = new NoGradient()) {
            tensors.forEach((name, array) -> overwrite(array, Objects.requireNonNull(values.get(name))));
        }
    }

    /** As {@link #load(byte[], Block)}, of everything but the classifier, which stays as it is. */
    public static void loadBackbone(byte[] weights, Block network) {
        Map<String, NDArray> backbone = arrays(network);
        backbone.keySet().removeIf(ClassificationNetwork::ofHead);
        load(weights, backbone);
    }

    private static Map<String, NDArray> arrays(Block network) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        for (Pair<String, Parameter> entry : network.getParameters()) {
            if (arrays.put(entry.getKey(), entry.getValue().getArray()) != null) {
                throw new IllegalArgumentException("Two parameters have the name '" + entry.getKey() + "'");
            }
        }
        return arrays;
    }

    private static void overwrite(NDArray target, float[] values) {
        try (NDManager scope = target.getManager().newSubManager();
                NDArray source = scope.create(values, target.getShape())) {
            target.set(new NDIndex("..."), source);
        }
    }

    private static void requireFits(SafetensorsHeader header, Map<String, NDArray> tensors) {
        List<String> misfits = new ArrayList<>();
        TreeSet<String> surplus = new TreeSet<>(header.tensors().keySet());
        tensors.forEach((name, array) -> {
            List<Long> shape =
                    LongStream.of(array.getShape().getShape()).boxed().toList();
            String expected = SafetensorsHeader.FLOAT32 + shape;
            SafetensorsHeader.Tensor tensor = header.tensors().get(name);
            surplus.remove(name);
            if (tensor == null) {
                misfits.add(name + " is missing, expected " + expected);
            } else if (!tensor.describe().equals(expected)
                    && !tensor.describe().equals(SafetensorsHeader.FLOAT16 + shape)) {
                misfits.add(name + " is " + tensor.describe() + ", expected " + expected);
            } else if (tensor.end() - tensor.begin() != tensor.bytes()) {
                throw SafetensorsHeader.malformed("tensor '" + name + "' " + tensor.describe() + " has "
                        + (tensor.end() - tensor.begin()) + " bytes of data");
            }
        });
        surplus.forEach(name -> misfits.add(name + " is not a parameter of the network"));
        if (!misfits.isEmpty()) {
            throw new CheckpointRejectedException(
                    Reason.SHAPE_MISMATCH, "The weights do not fit the network: " + String.join("; ", misfits));
        }
    }

    private static float[] floats(ByteBuffer data, SafetensorsHeader.Tensor tensor, NDArray target) {
        if (tensor.dtype().equals(SafetensorsHeader.FLOAT16)) {
            ByteBuffer direct = ByteBuffer.allocateDirect(data.remaining()).order(ByteOrder.nativeOrder());
            direct.put(data).flip();
            try (NDManager scope = target.getManager().newSubManager()) {
                return scope.create(direct, target.getShape(), DataType.FLOAT16)
                        .toType(DataType.FLOAT32, false)
                        .toFloatArray();
            }
        }
        return floats(data);
    }

    private static float[] floats(ByteBuffer data) {
        float[] values = new float[data.remaining() / Float.BYTES];
        data.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    private static ByteBuffer data(byte[] file, SafetensorsHeader header, SafetensorsHeader.Tensor tensor) {
        return ByteBuffer.wrap(file, header.dataStart() + tensor.begin(), tensor.end() - tensor.begin());
    }

    private static void requireFinite(Map<String, float[]> values) {
        values.forEach((name, array) -> {
            for (int i = 0; i < array.length; i++) {
                if (!Float.isFinite(array[i])) {
                    throw new CheckpointRejectedException(
                            Reason.WEIGHTS_NOT_FINITE,
                            "Value " + i + " of parameter '" + name + "' is " + array[i] + "; weights are finite");
                }
            }
        });
    }
}
