package org.dermoscope.classify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;
import org.dermoscope.imaging.PreprocessingSpec;
import org.dermoscope.imaging.Preprocessor;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.onnx.OnnxNames;
import org.dermoscope.onnx.OnnxOutput;
import org.dermoscope.quality.FeatureSpace;
import org.dermoscope.taxonomy.LesionClass;
import org.jspecify.annotations.Nullable;

/**
 * An ONNX file with the preprocessing that its network was trained with. Concurrent calls each have native memory of
 * their own; {@link #close()} waits for the calls that run. The caller limits how many images it passes at once.
 */
public final class OnnxLesionClassifier implements ExplainingClassifier {
    private final FileNetwork network;
    private final double temperature;
    private final @Nullable FeatureSpace space;
    private final float[] bias;
    private final OpenGate gate = new OpenGate();

    /** In ONNX Runtime, without a look at features. */
    public OnnxLesionClassifier(byte[] file, PreprocessingSpec preprocessing, double temperature, int threads) {
        this(file, preprocessing, temperature, null, threads);
    }

    /**
     * In ONNX Runtime.
     *
     * @param file as {@link org.dermoscope.onnx.OnnxWriter} writes it
     * @param temperature divides the network's outputs before the softmax, above 0
     * @param space that answers' residuals are in; null where features are not looked at
     * @param threads of a call that is alone, at least 1; others have one
     * @throws CheckpointRejectedException if the file cannot be run or has another class order
     */
    public OnnxLesionClassifier(
            byte[] file,
            PreprocessingSpec preprocessing,
            double temperature,
            @Nullable FeatureSpace space,
            int threads) {
        this(new OnnxRuntimeNetwork(file, new Preprocessor(preprocessing), threads), temperature, space);
    }

    private OnnxLesionClassifier(FileNetwork network, double temperature, @Nullable FeatureSpace space) {
        this.network = network;
        this.temperature = temperature;
        this.space = space;
        try {
            Map<String, String> metadata = network.metadata();
            List<String> classes =
                    LesionClass.all().stream().map(LesionClass::code).toList();
            String[] order = read(metadata, OnnxNames.CLASS_ORDER, String[].class);
            if (!Arrays.asList(order).equals(classes)) {
                throw new CheckpointRejectedException(
                        Reason.CLASS_ORDER_MISMATCH,
                        "The ONNX file's classes are " + Arrays.toString(order) + ", here " + classes);
            }
            bias = read(metadata, OnnxNames.HEAD_BIAS, float[].class);
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /**
     * In oneDNN.
     *
     * @param file in QDQ form
     * @throws CheckpointRejectedException if oneDNN cannot be used in this process, or the file cannot be run or has another
     *     class order
     */
    public static OnnxLesionClassifier onOneDnn(
            byte[] file, PreprocessingSpec preprocessing, double temperature, @Nullable FeatureSpace space) {
        return new OnnxLesionClassifier(
                new OneDnnFileNetwork(file, new Preprocessor(preprocessing)), temperature, space);
    }

    private static <T> T read(Map<String, String> metadata, String name, Class<T> type) {
        String value = metadata.get(name);
        try {
            return new ObjectMapper().readValue(value == null ? "" : value, type);
        } catch (JsonProcessingException e) {
            throw new CheckpointRejectedException(
                    Reason.ENGINE_REFUSED, "The ONNX file's entry '" + name + "' is missing or malformed", e);
        }
    }

    @Override
    public List<NetworkAnswer> answer(List<RgbImage> images, boolean explained) {
        return answer(images, explained, true);
    }

    @Override
    public List<NetworkAnswer> answer(List<RgbImage> images, boolean explained, boolean alone) {
        if (images.isEmpty()) {
            return List.of();
        }
        List<String> names = new ArrayList<>(List.of(OnnxNames.LOGITS));
        if (space != null) {
            names.add(OnnxNames.FEATURES);
        }
        if (explained) {
            names.add(OnnxNames.EVIDENCE);
        }
        List<OnnxOutput> outputs = gate.pass(() -> network.run(images, names, alone));
        List<NetworkAnswer> answers = NetworkOutputs.answers(outputs.get(0).rows(), temperature);
        if (space != null) {
            answers = NetworkOutputs.inSpace(answers, NetworkOutputs.means(outputs.get(1)), space);
        }
        return explained ? NetworkOutputs.explained(answers, outputs.get(outputs.size() - 1), bias) : answers;
    }

    /** Waits for running calls; closing again does nothing. */
    @Override
    public void close() {
        gate.close(network::close);
    }
}
