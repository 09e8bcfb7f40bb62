package org.dermoscope.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;
import org.dermoscope.quality.FeatureSpace;

/** A feature space ↔ a safetensors file: {@code mean} {@code [C]} and {@code components} {@code [K, C]} in float32. */
public final class FeatureSpaceCodec {
    private static final String MEAN = "mean";
    private static final String COMPONENTS = "components";

    private FeatureSpaceCodec() {}

    public static byte[] encode(FeatureSpace space) {
        int size = space.mean().length;
        float[] rows = new float[space.components().length * size];
        for (int k = 0; k < space.components().length; k++) {
            System.arraycopy(space.components()[k], 0, rows, k * size, size);
        }
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        tensors.put(MEAN, new FloatTensor(List.of((long) size), space.mean()));
        tensors.put(COMPONENTS, new FloatTensor(List.of((long) space.components().length, (long) size), rows));
        return WeightsCodec.encodeValues(tensors);
    }

    /** @throws CheckpointRejectedException if the file is malformed, or does not hold these two tensors of finite values */
    public static FeatureSpace decode(byte[] file) {
        Map<String, FloatTensor> tensors = WeightsCodec.decodeValues(file);
        FloatTensor mean = tensors.get(MEAN);
        FloatTensor components = tensors.get(COMPONENTS);
        if (mean == null
                || components == null
                || mean.shape().size() != 1
                || components.shape().size() != 2
                || !components.shape().get(1).equals(mean.shape().get(0))) {
            throw new CheckpointRejectedException(
                    Reason.WEIGHTS_MALFORMED,
                    "The feature space has " + shapes(tensors) + "; expected: mean [C] and components [K, C]");
        }
        int size = mean.values().length;
        float[][] rows = new float[Math.toIntExact(components.shape().get(0))][size];
        for (int k = 0; k < rows.length; k++) {
            System.arraycopy(components.values(), k * size, rows[k], 0, size);
        }
        return new FeatureSpace(mean.values(), rows);
    }

    private static Map<String, List<Long>> shapes(Map<String, FloatTensor> tensors) {
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        return shapes;
    }
}
