package org.dermoscope.classify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
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
import org.dermoscope.onnx.OnnxNetwork;
import org.dermoscope.onnx.OnnxOutput;
import org.dermoscope.quality.FeatureSpace;
import org.dermoscope.taxonomy.LesionClass;
import org.jspecify.annotations.Nullable;

/**
 * An ONNX file with the preprocessing that its network was trained with. Concurrent calls each have native memory of
 * their own; {@link #close()} waits for the calls that run. The caller limits how many images it passes at once.
 */
public final class OnnxLesionClassifier implements ExplainingClassifier {
    private final OnnxNetwork wide;
    private final OnnxNetwork narrow;
    private final Preprocessor preprocessor;
    private final double temperature;
    private final @Nullable FeatureSpace space;
    private final float[] bias;
    private final DirectBuffers buffers = new DirectBuffers();
    private final OpenGate gate = new OpenGate();

    /** Without a look at features. */
    public OnnxLesionClassifier(byte[] file, PreprocessingSpec preprocessing, double temperature, int threads) {
        this(file, preprocessing, temperature, null, threads);
    }

    /**
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
        this.space = space;
        this.preprocessor = new Preprocessor(preprocessing);
        this.temperature = temperature;
        this.wide = load(file, threads);
        try {
            Map<String, String> metadata = wide.metadata();
            List<String> classes =
                    LesionClass.all().stream().map(LesionClass::code).toList();
            String[] order = read(metadata, OnnxNames.CLASS_ORDER, String[].class);
            if (!Arrays.asList(order).equals(classes)) {
                throw new CheckpointRejectedException(
                        Reason.CLASS_ORDER_MISMATCH,
                        "The ONNX file's classes are " + Arrays.toString(order) + ", here " + classes);
            }
            bias = read(metadata, OnnxNames.HEAD_BIAS, float[].class);
            narrow = threads == 1 ? wide : load(file, 1);
        } catch (RuntimeException e) {
            wide.close();
            throw e;
        }
    }

    private static OnnxNetwork load(byte[] file, int threads) {
        try {
            return new OnnxNetwork(file, threads);
        } catch (IllegalArgumentException e) {
            throw new CheckpointRejectedException(Reason.ENGINE_REFUSED, String.valueOf(e.getMessage()), e);
        }
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

    /** One thread a pass does more passes a second, several threads make one pass shorter. */
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
        List<OnnxOutput> outputs = run(alone ? wide : narrow, images, names);
        List<NetworkAnswer> answers = NetworkOutputs.answers(outputs.get(0).rows(), temperature);
        if (space != null) {
            answers = NetworkOutputs.inSpace(answers, NetworkOutputs.means(outputs.get(1)), space);
        }
        return explained ? NetworkOutputs.explained(answers, outputs.get(outputs.size() - 1), bias) : answers;
    }

    private List<OnnxOutput> run(OnnxNetwork network, List<RgbImage> images, List<String> outputs) {
        float[] pixels = new float[Math.multiplyExact(images.size(), preprocessor.inputLength())];
        for (int i = 0; i < images.size(); i++) {
            preprocessor.writePlanar(images.get(i), pixels, i * preprocessor.inputLength());
        }
        PreprocessingSpec spec = preprocessor.spec();
        ByteBuffer buffer = buffers.take(pixels);
        try {
            long[] shape = {images.size(), 3, spec.height(), spec.width()};
            return gate.pass(() -> network.run(buffer, shape, outputs));
        } finally {
            buffers.giveBack(buffer);
        }
    }

    /** Waits for running calls; closing again does nothing. */
    @Override
    public void close() {
        gate.close(() -> {
            wide.close();
            if (narrow != wide) {
                narrow.close();
            }
        });
    }
}
