package org.dermoscope.onnx;

import org.dermoscope.graph.InferenceGraph;

/** Names in the ONNX files of this platform. */
public final class OnnxNames {
    /** Input, float32 {@code (N, 3, H, W)}, normalised. */
    public static final String INPUT = InferenceGraph.INPUT;
    /** First output, float32 {@code (N, 7)}. */
    public static final String LOGITS = "logits";
    /** Second output, float32 {@code (N, C, h, w)}: what the head gets. */
    public static final String FEATURES = "features";
    /** Third output, float32 {@code (N, 7, h, w)}: what each position contributes to a logit. */
    public static final String EVIDENCE = "evidence";
    /** Metadata entry: the head's bias, seven numbers in JSON; with its contributions it sums to a logit. */
    public static final String HEAD_BIAS = "dermoscope.head_bias";
    /** Metadata entry: class codes in the order of the logits, in JSON. */
    public static final String CLASS_ORDER = "dermoscope.class_order";

    private OnnxNames() {}
}
