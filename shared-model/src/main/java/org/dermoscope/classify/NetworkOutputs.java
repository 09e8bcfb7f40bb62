package org.dermoscope.classify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import org.dermoscope.onnx.OnnxOutput;

/** A network's outputs, copied out of native memory and divided among the images of a pass. */
final class NetworkOutputs {
    private NetworkOutputs() {}

    private static OnnxOutput copy(NDArray output) {
        return new OnnxOutput(output.getShape().getShape(), output.toFloatArray());
    }

    /** One array an image, {@code (N, …)}. */
    static List<float[]> rows(NDArray output) {
        return copy(output).rows();
    }

    /** One an image, without evidence. */
    static List<NetworkAnswer> answers(OnnxOutput logits, double temperature) {
        return logits.rows().stream()
                .map(row -> new NetworkAnswer(Prediction.ofLogits(row, temperature), row, null))
                .toList();
    }

    /** @param outputs logits {@code (N, 7)} and, last, contributions {@code (N, 7, h, w)} */
    static List<NetworkAnswer> explained(NDList outputs, float[] bias, double temperature) {
        return explained(answers(copy(outputs.get(0)), temperature), copy(outputs.get(outputs.size() - 1)), bias);
    }

    /**
     * @param plain answers without evidence
     * @param maps contributions {@code (N, 7, h, w)}
     */
    static List<NetworkAnswer> explained(List<NetworkAnswer> plain, OnnxOutput maps, float[] bias) {
        int height = Math.toIntExact(maps.shape()[2]);
        int width = Math.toIntExact(maps.shape()[3]);
        List<float[]> contributions = maps.rows();
        List<NetworkAnswer> explained = new ArrayList<>();
        for (int i = 0; i < plain.size(); i++) {
            Evidence evidence = new Evidence(height, width, contributions.get(i), bias);
            explained.add(
                    new NetworkAnswer(plain.get(i).prediction(), plain.get(i).logits(), evidence));
        }
        return List.copyOf(explained);
    }
}
