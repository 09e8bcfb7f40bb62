package org.dermoscope.classify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import org.dermoscope.onnx.OnnxOutput;
import org.dermoscope.quality.FeatureSpace;
import org.jspecify.annotations.Nullable;

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
    static List<NetworkAnswer> answers(List<float[]> logits, double temperature) {
        return logits.stream()
                .map(row -> new NetworkAnswer(Prediction.ofLogits(row, temperature), row, null))
                .toList();
    }

    /** Means over the positions of features {@code (N, C, h, w)}, {@code float[C]} an image. */
    static List<float[]> means(OnnxOutput features) {
        int channels = Math.toIntExact(features.shape()[1]);
        int positions = Math.toIntExact(features.shape()[2] * features.shape()[3]);
        List<float[]> means = new ArrayList<>();
        for (float[] image : features.rows()) {
            float[] mean = new float[channels];
            for (int c = 0; c < channels; c++) {
                float sum = 0;
                for (int i = c * positions; i < (c + 1) * positions; i++) {
                    sum += image[i];
                }
                mean[c] = sum / positions;
            }
            means.add(mean);
        }
        return means;
    }

    /**
     * The same answers with the residuals of their features.
     *
     * @param features {@code float[C]} an answer
     */
    static List<NetworkAnswer> inSpace(List<NetworkAnswer> answers, List<float[]> features, FeatureSpace space) {
        List<NetworkAnswer> placed = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            NetworkAnswer answer = answers.get(i);
            placed.add(new NetworkAnswer(
                    answer.prediction(), answer.logits(), space.residual(features.get(i)), answer.evidence()));
        }
        return List.copyOf(placed);
    }

    /**
     * Of the outputs of {@link org.dermoscope.architecture.ClassificationNetwork#observe}.
     *
     * @param space null where features are not looked at
     */
    static List<NetworkAnswer> observed(NDList outputs, double temperature, @Nullable FeatureSpace space) {
        List<NetworkAnswer> plain = answers(rows(outputs.get(0)), temperature);
        return space == null ? plain : inSpace(plain, rows(outputs.get(1)), space);
    }

    /** Of the outputs of {@link org.dermoscope.architecture.ClassificationNetwork#explain}, otherwise as {@link #observed}. */
    static List<NetworkAnswer> explained(
            NDList outputs, float[] bias, double temperature, @Nullable FeatureSpace space) {
        return explained(observed(outputs, temperature, space), copy(outputs.get(2)), bias);
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
            NetworkAnswer answer = plain.get(i);
            explained.add(new NetworkAnswer(answer.prediction(), answer.logits(), answer.residual(), evidence));
        }
        return List.copyOf(explained);
    }
}
