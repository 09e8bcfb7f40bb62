package org.dermoscope.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * An ONNX file, loaded into ONNX Runtime. Thread-safe while it is open; whoever made it closes it when no call runs any
 * more. Holds native memory.
 */
public final class OnnxNetwork implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final Map<String, String> metadata;

    /**
     * @param file as {@link OnnxWriter} writes it
     * @param threads of one pass, at least 1; the calling thread is one of them
     * @throws IllegalArgumentException if the runtime does not accept the file
     */
    public OnnxNetwork(byte[] file, int threads) {
        try (OrtSession.SessionOptions options = options(threads)) {
            session = environment.createSession(file, options);
            metadata = session.getMetadata().getCustomMetadata();
        } catch (OrtException e) {
            throw new IllegalArgumentException("ONNX Runtime does not accept a file of " + file.length + " bytes", e);
        }
    }

    /** Threads that wait do not spin: they would take processor time from decoding and from other passes. */
    private static OrtSession.SessionOptions options(int threads) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    /** The file's own entries, by name. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /**
     * One pass.
     *
     * @param input direct, in native byte order, float32 from its position to its limit; not changed
     * @param shape of the input, {@code (N, 3, H, W)}
     * @param outputs names of those that are wanted, each once
     * @return copies of these, in their order
     * @throws IllegalStateException if the runtime fails
     */
    public List<OnnxOutput> run(ByteBuffer input, long[] shape, List<String> outputs) {
        try (OnnxTensor tensor = OnnxTensor.createTensor(
                        environment, input.slice().order(input.order()).asFloatBuffer(), shape);
                OrtSession.Result result = session.run(Map.of(OnnxNames.INPUT, tensor), new LinkedHashSet<>(outputs))) {
            List<OnnxOutput> read = new ArrayList<>(outputs.size());
            for (int i = 0; i < outputs.size(); i++) {
                OnnxTensor output = (OnnxTensor) result.get(i);
                read.add(new OnnxOutput(
                        output.getInfo().getShape(), output.getFloatBuffer().array()));
            }
            return read;
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime failed", e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime does not give its memory back", e);
        }
    }
}
