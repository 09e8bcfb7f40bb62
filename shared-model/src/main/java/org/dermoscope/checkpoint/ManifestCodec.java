package org.dermoscope.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;
import org.dermoscope.imaging.PreprocessingSpec;

/** Manifest ↔ bytes. Equal manifests have equal bytes. Reading refuses whatever this platform could not load. */
final class ManifestCodec {
    private static final List<String> CALIBRATION = fields(Calibration.class);
    private static final List<String> OPERATING_POINT = fields(OperatingPoint.class);

    private ManifestCodec() {}

    /** @throws IllegalArgumentException if a number is not finite */
    static byte[] encode(Manifest manifest) {
        return Json.document(manifest);
    }

    /** @throws CheckpointRejectedException if the bytes are no manifest of a checkpoint that this platform can load */
    static Manifest decode(byte[] document) {
        JsonNode tree = readTree(document);
        ManifestChecks.requireSchema(tree.path("schema_version"), Manifest.SCHEMA_VERSION);
        dropIncompleteOptions(tree);
        requirePreprocessing(tree.path("preprocessing"));
        Manifest manifest = bind(tree, Manifest.class, Reason.MANIFEST_MALFORMED, "manifest");
        requireConsistent(manifest);
        return manifest;
    }

    private static JsonNode readTree(byte[] document) {
        try {
            JsonNode tree = Json.readTree(document);
            if (tree == null || !tree.isObject()) {
                throw new CheckpointRejectedException(
                        Reason.MANIFEST_MALFORMED, "The manifest is no JSON object; a manifest is one");
            }
            return tree;
        } catch (IOException e) {
            throw new CheckpointRejectedException(
                    Reason.MANIFEST_MALFORMED, "The manifest is no JSON: " + e.getMessage(), e);
        }
    }

    /**
     * Options of the schema that lack a field that this version knows are another version's, and are ignored as unknown
     * fields are. That a temperature is ignored by mistake would show in the golden predictions.
     */
    private static void dropIncompleteOptions(JsonNode tree) {
        ObjectNode manifest = (ObjectNode) tree;
        if (lacksAny(tree.path("calibration"), CALIBRATION)) {
            manifest.remove("calibration");
        }
        if (tree.path("operating_points") instanceof ArrayNode points) {
            points.removeIf(point -> lacksAny(point, OPERATING_POINT));
        }
    }

    /** Names of a record's components, as they are in JSON. */
    private static List<String> fields(Class<? extends Record> type) {
        return Stream.of(type.getRecordComponents())
                .map(component -> SnakeCaseStrategy.INSTANCE.translate(component.getName()))
                .toList();
    }

    private static boolean lacksAny(JsonNode option, List<String> fields) {
        return option.isObject() && !fields.stream().allMatch(option::has);
    }

    private static void requirePreprocessing(JsonNode preprocessing) {
        for (String field : new String[] {"mean", "std"}) {
            if (!preprocessing.path("normalization").path(field).isArray()) {
                throw new CheckpointRejectedException(
                        Reason.PREPROCESSING_INVALID,
                        "The manifest has no preprocessing.normalization." + field
                                + "; an image cannot be normalised without the training set's statistics");
            }
        }
        bind(preprocessing, PreprocessingSpec.class, Reason.PREPROCESSING_INVALID, "manifest's preprocessing");
    }

    private static <T> T bind(JsonNode tree, Class<T> type, Reason reason, String what) {
        try {
            return Json.tolerant().treeToValue(tree, type);
        } catch (IOException | IllegalArgumentException e) {
            throw new CheckpointRejectedException(reason, "The " + what + " is malformed" + Json.complaint(e), e);
        }
    }

    private static void requireConsistent(Manifest manifest) {
        ManifestChecks.requireClassOrder(manifest.classOrder());
        ManifestChecks.requireObjectNames(manifest.objects().keySet());
        if (!manifest.objects().containsKey(ObjectNames.WEIGHTS)) {
            throw new CheckpointRejectedException(
                    Reason.OBJECT_MISSING, "The manifest lists no object '" + ObjectNames.WEIGHTS + "'");
        }
        requireGoldens(manifest);
    }

    private static void requireGoldens(Manifest manifest) {
        if (manifest.goldens().isEmpty()) {
            throw new CheckpointRejectedException(
                    Reason.GOLDEN_MISSING, "The manifest has no golden images; at least one is needed");
        }
        for (Manifest.Golden golden : manifest.goldens()) {
            if (!manifest.objects().containsKey(golden.object())) {
                throw new CheckpointRejectedException(
                        Reason.GOLDEN_MISSING,
                        "The golden image '" + golden.object() + "' is not among the manifest's objects");
            }
        }
    }
}
