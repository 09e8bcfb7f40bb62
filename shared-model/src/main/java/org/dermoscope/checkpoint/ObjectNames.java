package org.dermoscope.checkpoint;

import java.util.Locale;
import java.util.regex.Pattern;
import org.dermoscope.taxonomy.LesionClass;

/** Names of the objects of a checkpoint, below its prefix. Later versions add objects; readers ignore those. */
public final class ObjectNames {
    public static final String WEIGHTS = "weights.safetensors";
    /** The network in float32, for ONNX Runtime. */
    public static final String ONNX = "model.onnx";
    /** The network in 8-bit integers, for ONNX Runtime. */
    public static final String ONNX_INT8 = "model.int8.onnx";

    /** What outliers are told by, where the rules for abstaining need it: see {@link FeatureSpaceCodec}. */
    public static final String FEATURE_SPACE = "feature-space.safetensors";

    public static final String NORMALIZATION = "normalization.json";
    public static final String RUN_CONFIG = "run-config.json";
    public static final String SPLIT = "split.csv";
    public static final String HISTORY = "history.jsonl";
    public static final String EVALUATION = "evaluation.json";
    public static final String CONFUSION_MATRIX = "confusion-matrix.png";
    public static final String CLASS_DISTRIBUTION = "class-distribution.png";
    public static final String TRAINING_CURVES = "training-curves.png";
    public static final String ROC_CURVES = "roc-curves.png";
    public static final String RELIABILITY_DIAGRAM = "reliability-diagram.png";
    public static final String PRIOR_CORRECTION = "prior-correction.png";
    public static final String MODEL_CARD = "model-card.md";
    /** The model card with its pictures in one file. */
    public static final String MODEL_CARD_PAGE = "model-card.html";
    /** Written by the repository alone, last. */
    public static final String MANIFEST = "manifest.json";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private ObjectNames() {}

    /**
     * Name of an encoded golden image.
     *
     * @param number from 0
     * @param extension of the image's file type, without the dot
     */
    public static String golden(int number, LesionClass label, String extension) {
        return String.format(Locale.ROOT, "golden-%02d-%s.%s", number, label.code(), extension);
    }

    /** Whether an object may have this name: a plain file name, not the manifest's. */
    public static boolean isAllowed(String name) {
        return PLAIN.matcher(name).matches() && !name.equals(MANIFEST);
    }
}
