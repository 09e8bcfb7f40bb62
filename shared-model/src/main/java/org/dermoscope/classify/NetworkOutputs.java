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

    /** One an image, without evidence. */
    static List<NetworkAnswer> answers(NDArray logits, double temperature) {
        return rows(logits).stream()
                .map(row -> new NetworkAnswer(Prediction.ofLogits(row, temperature), row, null))
                .toList();
    }

    /** @param outputs logits {@code (N, 7)} and, last, contributions {@code (N, 7, h, w)} */
    static List<NetworkAnswer> explained(NDList outputs, float[] bias, double temperature) {
        NDArray maps = outputs.get(outputs.size() - 1);
        int height = Math.toIntExact(maps.getShape().get(2));
        int width = Math.toIntExact(maps.getShape().get(3));
        List<NetworkAnswer> plain = answers(outputs.get(0), temperature);
        List<float[]> contributions = rows(maps);
        List<NetworkAnswer> explained = new ArrayList<>();
        for (int i = 0; i < plain.size(); i++) {
            Evidence evidence = new Evidence(height, width, contributions.get(i), bias);
            explained.add(
                    new NetworkAnswer(plain.get(i).prediction(), plain.get(i).logits(), evidence));
        }
        return List.copyOf(explained);
    }
}
