package org.dermoscope.checkpoint;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;

/** What runs a checkpoint's network. By {@link #id()} in JSON and in settings. */
public enum ServingEngine {
    /** Loads {@link ObjectNames#WEIGHTS} into a network of DJL blocks. */
    @JsonProperty("pytorch")
    PYTORCH("pytorch", 1e-4),
    /** Runs {@link ObjectNames#ONNX} in ONNX Runtime. */
    @JsonProperty("onnx")
    ONNX("onnx", 1e-4),
    /** Runs {@link ObjectNames#ONNX_INT8} in ONNX Runtime. */
    @JsonProperty("onnx-int8")
    ONNX_INT8("onnx-int8", 2e-2),
    /** Runs {@link ObjectNames#ONNX_INT8} in oneDNN. */
    @JsonProperty("onednn-int8")
    ONEDNN_INT8("onednn-int8", 1e-1);

    private final String id;
    private final double tolerance;

    ServingEngine(String id, double tolerance) {
        this.id = id;
        this.tolerance = tolerance;
    }

    public String id() {
        return id;
    }

    /** The engine that manifests name as this one's file's. */
    public ServingEngine exportedAs() {
        return this == ONEDNN_INT8 ? ONNX_INT8 : this;
    }

    /** By how much a probability may differ from what the trainer computed with the same file on another processor. */
    public double tolerance() {
        return tolerance;
    }

    /** @throws IllegalArgumentException if there is none; the message lists those that there are */
    public static ServingEngine ofId(String id) {
        return Arrays.stream(values())
                .filter(engine -> engine.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown engine '" + id + "'; known: "
                        + Arrays.stream(values()).map(ServingEngine::id).toList()));
    }
}
