package org.dermoscope.classify;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;
import org.dermoscope.imaging.PreprocessingSpec;
import org.dermoscope.imaging.Preprocessor;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.onnx.OnnxNetwork;
import org.dermoscope.onnx.OnnxOutput;

/**
 * In ONNX Runtime, all images of a call in one pass. One thread a pass does more passes a second, several threads make one
 * pass shorter.
 */
final class OnnxRuntimeNetwork implements FileNetwork {
    private final OnnxNetwork wide;
    private final OnnxNetwork narrow;
    private final Preprocessor preprocessor;

    /** @param threads of a call that is alone, at least 1; others have one */
    OnnxRuntimeNetwork(byte[] file, Preprocessor preprocessor, int threads) {
        this.preprocessor = preprocessor;
        wide = load(file, threads);
        try {
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

    @Override
    public Map<String, String> metadata() {
        return wide.metadata();
    }

    @Override
    public List<OnnxOutput> run(List<RgbImage> images, List<String> outputs, boolean alone) {
        float[] pixels = new float[Math.multiplyExact(images.size(), preprocessor.inputLength())];
        for (int i = 0; i < images.size(); i++) {
            preprocessor.writePlanar(images.get(i), pixels, i * preprocessor.inputLength());
        }
        PreprocessingSpec spec = preprocessor.spec();
        ByteBuffer buffer = DirectBuffers.OF_PROCESS.take(pixels);
        try {
            long[] shape = {images.size(), 3, spec.height(), spec.width()};
            return (alone ? wide : narrow).run(buffer, shape, outputs);
        } finally {
            DirectBuffers.OF_PROCESS.giveBack(buffer);
        }
    }

    @Override
    public void close() {
        wide.close();
        if (narrow != wide) {
            narrow.close();
        }
    }
}
