package org.dermoscope.classify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A network's outputs, copied out of native memory and divided among the images of a pass. */
final class NetworkOutputs {
    private NetworkOutputs() {}

    /** One array an image, {@code (N, …)}. */
    static List<float[]> rows(NDArray output) {
        float[] values = output.toFloatArray();
        int count = Math.toIntExact(output.getShape().get(0));
        int length = values.length / count;
        List<float[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(Arrays.copyOfRange(values, i * length, (i + 1) * length));
        }
        return List.copyOf(rows);
    }

    /** @param outputs logits {@code (N, 7)} and, last, contributions {@code (N, 7, h, w)} */
    static List<ExplainedPrediction> explained(NDList outputs, float[] bias, double temperature) {
        NDArray maps = outputs.get(outputs.size() - 1);
        int height = Math.toIntExact(maps.getShape().get(2));
        int width = Math.toIntExact(maps.getShape().get(3));
        List<float[]> logits = rows(outputs.get(0));
        List<float[]> contributions = rows(maps);
        List<ExplainedPrediction> explained = new ArrayList<>();
        for (int i = 0; i < logits.size(); i++) {
            explained.add(new ExplainedPrediction(
                    Prediction.ofLogits(logits.get(i), temperature),
                    logits.get(i),
                    new Evidence(height, width, contributions.get(i), bias)));
        }
        return List.copyOf(explained);
    }
}
