package org.dermoscope.onnx;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.onnxruntime.engine.OrtSymbolBlock;
import ai.djl.training.ParameterStore;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Function;

/**
 * An ONNX file, loaded into ONNX Runtime. Thread-safe while it is open; whoever made it closes it when no call runs any
 * more. Holds native memory.
 */
public final class OnnxNetwork implements AutoCloseable {
    private static final String ENGINE = "OnnxRuntime";

    private final Model model;
    private final OrtSymbolBlock block;
    private final NDManager manager;

    /**
     * @param file as {@link OnnxWriter} writes it
     * @param threads of one pass, at least 1; the calling thread is one of them
     * @throws IllegalArgumentException if the runtime does not accept the file
     */
    public OnnxNetwork(byte[] file, int threads) {
        model = Model.newInstance("onnx", ENGINE);
        try {
            model.load(new ByteArrayInputStream(file), Map.of("sessionOptions", options(threads)));
        } catch (IOException | MalformedModelException | OrtException e) {
            model.close();
            throw new IllegalArgumentException("ONNX Runtime does not accept a file of " + file.length + " bytes", e);
        }
        block = (OrtSymbolBlock) model.getBlock();
        manager = model.getNDManager();
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
        return block.getCustomMetadata();
    }

    /**
     * One pass.
     *
     * @param input direct, in native byte order, float32 {@code (N, 3, H, W)} from its position to its limit; not changed
     * @param read takes what it needs out of the outputs, which are in the file's order and closed afterwards
     */
    public <T> T run(ByteBuffer input, Shape shape, Function<NDList, T> read) {
        try (NDManager scope = manager.newSubManager()) {
            NDList inputs = new NDList(scope.create(input, shape, DataType.FLOAT32));
            return read.apply(block.forward(new ParameterStore(scope, false), inputs, false));
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
