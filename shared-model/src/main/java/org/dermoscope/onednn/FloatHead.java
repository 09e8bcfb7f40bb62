package org.dermoscope.onednn;

import org.dermoscope.graph.TensorSize;
import org.dermoscope.onednn.IntegerGraph.Head;
import org.dermoscope.onednn.OneDnnNetwork.Outputs;
import org.dermoscope.onnx.OnnxOutput;
import org.dermoscope.taxonomy.LesionClass;

/**
 * A linear head, in float32.
 *
 * @param size of the features
 */
record FloatHead(Head head, TensorSize size) {
    /** @throws IllegalArgumentException if the weights are not those of such features */
    FloatHead {
        int positions = size.height() * size.width();
        int expected = LesionClass.COUNT * size.channels() * (head.pooled() ? 1 : positions);
        if (head.weights().length != expected || head.bias().length != LesionClass.COUNT) {
            throw new IllegalArgumentException("A head with " + head.weights().length + " weights and "
                    + head.bias().length + " biases, where features of " + size + " need " + expected + " and "
                    + LesionClass.COUNT);
        }
    }

    /** @param features {@code float[C * h * w]} in that order */
    Outputs outputs(float[] features) {
        int positions = size.height() * size.width();
        float[] evidence = new float[LesionClass.COUNT * positions];
        float[] logits = head.bias().clone();
        for (int k = 0; k < logits.length; k++) {
            for (int c = 0; c < size.channels(); c++) {
                contribute(features, c, k, evidence);
            }
            for (int p = k * positions; p < (k + 1) * positions; p++) {
                logits[k] += evidence[p];
            }
        }
        return new Outputs(
                new OnnxOutput(new long[] {1, size.channels(), size.height(), size.width()}, features),
                new OnnxOutput(new long[] {1, LesionClass.COUNT}, logits),
                new OnnxOutput(new long[] {1, LesionClass.COUNT, size.height(), size.width()}, evidence));
    }

    private void contribute(float[] features, int channel, int lesion, float[] evidence) {
        int positions = size.height() * size.width();
        int from = channel * positions;
        int to = lesion * positions;
        int row = lesion * size.channels() + channel;
        if (head.pooled()) {
            float weight = head.weights()[row];
            for (int p = 0; p < positions; p++) {
                evidence[to + p] += weight * features[from + p];
            }
        } else {
            for (int p = 0; p < positions; p++) {
                evidence[to + p] += head.weights()[row * positions + p] * features[from + p];
            }
        }
    }
}
