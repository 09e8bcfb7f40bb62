package org.dermoscope.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;
import org.dermoscope.graph.UnsupportedBlockException;
import org.dermoscope.imaging.Preprocessor;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.onednn.OneDnnNetwork;
import org.dermoscope.onednn.OneDnnNetwork.Outputs;
import org.dermoscope.onnx.OnnxNames;
import org.dermoscope.onnx.OnnxOutput;

/** In oneDNN, one image after the other on the calling thread. */
final class OneDnnFileNetwork implements FileNetwork {
    private final OneDnnNetwork network;

    OneDnnFileNetwork(byte[] file, Preprocessor preprocessor) {
        network = load(file, preprocessor);
    }

    private static OneDnnNetwork load(byte[] file, Preprocessor preprocessor) {
        try {
            OneDnnNetwork.obstacle().ifPresent(obstacle -> {
                throw new CheckpointRejectedException(Reason.ENGINE_UNAVAILABLE, "oneDNN: " + obstacle);
            });
            return new OneDnnNetwork(file, preprocessor);
        } catch (LinkageError e) {
            throw new CheckpointRejectedException(
                    Reason.ENGINE_UNAVAILABLE, "oneDNN's native library is not part of this process", e);
        } catch (UnsupportedBlockException e) {
            throw new CheckpointRejectedException(Reason.ENGINE_UNAVAILABLE, "oneDNN: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new CheckpointRejectedException(Reason.ENGINE_REFUSED, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Map<String, String> metadata() {
        return network.metadata();
    }

    @Override
    public List<OnnxOutput> run(List<RgbImage> images, List<String> outputs, boolean alone) {
        List<Outputs> all = images.stream().map(network::run).toList();
        List<OnnxOutput> wanted = new ArrayList<>(outputs.size());
        for (String output : outputs) {
            wanted.add(OnnxOutput.stacked(
                    all.stream().map(one -> chosen(one, output)).toList()));
        }
        return wanted;
    }

    private static OnnxOutput chosen(Outputs outputs, String name) {
        return switch (name) {
            case OnnxNames.LOGITS -> outputs.logits();
            case OnnxNames.FEATURES -> outputs.features();
            case OnnxNames.EVIDENCE -> outputs.evidence();
            default -> throw new IllegalArgumentException("No output '" + name + "'");
        };
    }

    @Override
    public void close() {
        network.close();
    }
}
