package org.dermoscope.classify;

import java.util.List;
import java.util.Map;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.onnx.OnnxOutput;

/** A network's ONNX file in a runtime. Thread-safe while it is open; nothing may run when it is closed. */
interface FileNetwork extends AutoCloseable {
    /** The file's own entries, by name. */
    Map<String, String> metadata();

    /**
     * @param images at least one
     * @param outputs names of those that are wanted, each once
     * @param alone whether the call may take several processors
     * @return these, in their order
     */
    List<OnnxOutput> run(List<RgbImage> images, List<String> outputs, boolean alone);

    @Override
    void close();
}
