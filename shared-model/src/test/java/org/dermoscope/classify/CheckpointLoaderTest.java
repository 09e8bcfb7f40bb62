package org.dermoscope.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.dermoscope.checkpoint.Rejections.assertRejected;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.ArchitectureFamilies;
import org.dermoscope.architecture.TinyArchitecture;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointFixtures;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;
import org.dermoscope.checkpoint.FeatureSpaceCodec;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.checkpoint.ObjectNames;
import org.dermoscope.checkpoint.RandomWeights;
import org.dermoscope.checkpoint.ServingEngine;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.imaging.ImageLimits;
import org.dermoscope.imaging.InvalidImageException;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.quality.AbstentionRules;
import org.dermoscope.quality.ClassClusters;
import org.dermoscope.quality.FeatureSpace;
import org.dermoscope.quality.OutlierDetector;
import org.dermoscope.quality.OutlierScore;
import org.dermoscope.quality.QualityLimits;
import org.dermoscope.store.FilesystemArtifactStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a checkpoint may not be what it should be keeps it from being loaded. */
class CheckpointLoaderTest {
    private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.DEFAULT);
    private static final String MEL = "golden-04-mel.png";

    private static final ObjectNode CALIBRATION = Json.tolerant()
            .createObjectNode()
            .put("images", 140)
            .put("nll_before", 1.2)
            .put("nll_after", 1.1)
            .put("ece_before", 0.08)
            .put("ece_after", 0.02);

    private final CheckpointLoader loader =
            new CheckpointLoader(id -> tiny(id, 6), EngineSettings.of(ServingEngine.PYTORCH), DECODER);

    @TempDir
    Path folder;

    private StoredCheckpoint stored;

    @BeforeEach
    void publish() {
        FilesystemArtifactStore store = new FilesystemArtifactStore(folder);
        stored = new StoredCheckpoint(
                store,
                new CheckpointFixtures(new TinyArchitecture()).publish(store, 1).id());
    }

    @Test
    void loadsAClassifierThatAnswersAsTheTrainerSaid() {
        try (LesionClassifier classifier = loader.load(stored.open()).classifier()) {
            new GoldenCheck(DECODER).verify(classifier, stored.open(), ServingEngine.PYTORCH);
        }
    }

    @ParameterizedTest
    @MethodSource("org.dermoscope.classify.EnginesHere#all")
    void looksAtFeaturesWhereTheRulesTellOutliersByThem(ServingEngine engine) {
        publishFeatureSpace(6);
        List<RgbImage> images = List.of(decoded(stored.read(MEL)));
        CheckpointLoader loader = new CheckpointLoader(id -> tiny(id, 6), EngineSettings.of(engine), DECODER);
        try (ExplainingClassifier classifier = loader.load(stored.open()).classifier()) {
            double residual = classifier.answer(images, false).get(0).residual();
            assertThat(residual).isPositive();
            assertThat(classifier.answer(images, true).get(0).residual()).isCloseTo(residual, within(1e-4 * residual));
        }
    }

    @Test
    void refusesAFeatureSpaceOfAnotherNetworkAndRulesWithoutTheirs() {
        publishFeatureSpace(3);
        assertRejected(Reason.WEIGHTS_MALFORMED, () -> loader.load(stored.open()))
                .hasMessageContaining("the feature space has 3");
        stored.changeManifest(manifest -> ((ObjectNode) manifest.get("objects")).remove(ObjectNames.FEATURE_SPACE));
        assertRejected(Reason.OBJECT_MISSING, () -> loader.load(stored.open()))
                .hasMessageContaining(ObjectNames.FEATURE_SPACE);
    }

    /** Of so many features, and rules that tell outliers by it. */
    private void publishFeatureSpace(int features) {
        float[] component = new float[features];
        component[0] = 1;
        List<List<Double>> none = List.of(Collections.nCopies(7, 0.0));
        AbstentionRules rules = new AbstentionRules(
                new QualityLimits(1, 0, 0, 255, 0, 0),
                new OutlierDetector(OutlierScore.RESIDUAL, new ClassClusters(none, none), 1, Map.of()),
                7,
                0,
                Map.of());
        stored.changeManifest(manifest -> {
            manifest.set("abstention", Json.strict().valueToTree(rules));
            manifest.withObject("/objects").putObject(ObjectNames.FEATURE_SPACE);
        });
        stored.publishInstead(
                ObjectNames.FEATURE_SPACE,
                FeatureSpaceCodec.encode(new FeatureSpace(new float[features], new float[][] {component})));
    }

    @Test
    void dividesTheOutputsByTheTemperatureThatTheManifestNames() {
        List<RgbImage> images = CheckpointFixtures.goldenImages().stream()
                .map(golden -> decoded(golden.encoded()))
                .toList();
        double[] plain;
        try (LesionClassifier classifier = loader.load(stored.open()).classifier()) {
            plain = classifier.classify(images).get(4).probabilities();
        }
        double ofSquares = Arrays.stream(plain).map(p -> p * p).sum();
        stored.changeManifest(manifest -> {
            manifest.set("calibration", CALIBRATION.deepCopy().put("temperature", 0.5));
            // Half the temperature doubles the outputs: every probability is squared, and the sum is one again.
            manifest.withArray("goldens").forEach(golden -> {
                ArrayNode probabilities = (ArrayNode) golden.get("probabilities");
                double sum = 0;
                for (JsonNode p : probabilities) {
                    sum += p.doubleValue() * p.doubleValue();
                }
                for (int i = 0; i < probabilities.size(); i++) {
                    double p = probabilities.get(i).doubleValue();
                    probabilities.set(i, p * p / sum);
                }
            });
        });

        try (LesionClassifier classifier = loader.load(stored.open()).classifier()) {
            double[] calibrated = classifier.classify(images).get(4).probabilities();
            for (int i = 0; i < plain.length; i++) {
                assertThat(calibrated[i]).isCloseTo(plain[i] * plain[i] / ofSquares, within(1e-9));
            }
        }
    }

    @Test
    void refusesATemperatureThatTheGoldenPredictionsWereNotMadeWith() {
        stored.changeManifest(
                manifest -> manifest.set("calibration", CALIBRATION.deepCopy().put("temperature", 0.25)));

        assertRefused(Reason.GOLDEN_MISMATCH);
    }

    @Test
    void refusesATemperatureOfNothing() {
        stored.changeManifest(
                manifest -> manifest.set("calibration", CALIBRATION.deepCopy().put("temperature", 0)));

        assertRefused(Reason.MANIFEST_MALFORMED)
                .hasMessageContaining("calibration.temperature is 0.0; allowed: above 0");
    }

    @Test
    void loadsEveryArchitectureIntoEveryEngine() {
        FilesystemArtifactStore store = new FilesystemArtifactStore(folder);
        for (Architecture architecture : ArchitectureFamilies.smallest()) {
            Checkpoint checkpoint = new CheckpointFixtures(architecture).publish(store, 2);
            EnginesHere.all().forEach(engine -> {
                CheckpointLoader loader = new CheckpointLoader(EngineSettings.of(engine), DECODER);
                if (engine == ServingEngine.ONEDNN_INT8 && architecture.id().equals("deit-tiny")) {
                    assertRejected(Reason.ENGINE_UNAVAILABLE, () -> loader.load(checkpoint))
                            .hasMessageContaining("is not rounded to integers");
                    return;
                }
                LoadedClassifier loaded = loader.load(checkpoint);
                assertThat(loaded.engine()).isEqualTo(engine);
                loaded.classifier().close();
            });
        }
    }

    @Test
    void withoutASettingTakesAFormThatWasAccepted() {
        rejectExports("onnx-int8");
        LoadedClassifier loaded = new CheckpointLoader(EngineSettings.AUTO, DECODER).load(stored.open());
        loaded.classifier().close();
        assertThat(loaded.engine()).isEqualTo(ServingEngine.ONNX);
    }

    @Test
    void neverServesARejectedForm() {
        rejectExports("onnx-int8");
        CheckpointLoader integers = new CheckpointLoader(EngineSettings.of(ServingEngine.ONNX_INT8), DECODER);
        assertRejected(Reason.ENGINE_UNAVAILABLE, () -> integers.load(stored.open()))
                .hasMessageContaining("The trainer rejected model.int8.onnx");
    }

    @Test
    void withoutASettingServesTheWeightsWhereNoFormWasAccepted() {
        rejectExports("onnx-int8", "onnx");
        CheckpointLoader auto = new CheckpointLoader(id -> tiny(id, 6), EngineSettings.AUTO, DECODER);
        LoadedClassifier loaded = auto.load(stored.open());
        loaded.classifier().close();
        assertThat(loaded.engine()).isEqualTo(ServingEngine.PYTORCH);
    }

    @Test
    void saysThatACheckpointHasNoFormForAnEngine() {
        stored.changeManifest(manifest -> manifest.remove("exports"));
        CheckpointLoader onnx = new CheckpointLoader(EngineSettings.of(ServingEngine.ONNX), DECODER);
        assertRejected(Reason.ENGINE_UNAVAILABLE, () -> onnx.load(stored.open()))
                .hasMessageContaining("has no network for the engine 'onnx'");
    }

    private void rejectExports(String... engines) {
        stored.changeManifest(manifest -> manifest.withArray("exports").forEach(export -> {
            if (List.of(engines).contains(export.get("engine").textValue())) {
                ((ObjectNode) export).put("accepted", false);
            }
        }));
    }

    @Test
    void refusesATruncatedObject() {
        for (String object : new String[] {ObjectNames.WEIGHTS, MEL, ObjectNames.MODEL_CARD}) {
            byte[] whole = stored.read(object);
            stored.write(object, Arrays.copyOf(whole, whole.length - 1));
            assertRefused(Reason.OBJECT_SIZE_MISMATCH).hasMessageContaining(object);
            stored.write(object, new byte[0]);
            assertRefused(Reason.OBJECT_SIZE_MISMATCH).hasMessageContaining("has 0 bytes");
            stored.write(object, whole);
        }
    }

    @Test
    void refusesAnObjectWithAnotherHash() {
        for (String object : new String[] {ObjectNames.WEIGHTS, MEL, ObjectNames.MODEL_CARD}) {
            byte[] whole = stored.read(object);
            stored.change(object, bytes -> flip(bytes, bytes.length - 1));
            assertRefused(Reason.OBJECT_HASH_MISMATCH).hasMessageContaining(object);
            stored.write(object, whole);
        }
    }

    @Test
    void refusesAMissingObject() {
        for (String object : new String[] {ObjectNames.WEIGHTS, MEL, ObjectNames.MODEL_CARD}) {
            byte[] whole = stored.read(object);
            stored.delete(object);
            assertRefused(Reason.OBJECT_MISSING).hasMessageContaining(object);
            stored.write(object, whole);
        }
    }

    @Test
    void refusesAMissingManifest() {
        stored.delete(ObjectNames.MANIFEST);
        assertRefused(Reason.NOT_FOUND);
    }

    static Stream<Arguments> manifestsThatAreRefused() {
        return Stream.of(
                refused(
                        Reason.CLASS_ORDER_MISMATCH,
                        "Class order [",
                        m -> swap((ArrayNode) m.get("class_order"), 4, 5)),
                refused(
                        Reason.CLASS_ORDER_MISMATCH,
                        "Class order [",
                        m -> ((ArrayNode) m.get("class_order")).remove(6)),
                refused(Reason.CLASS_ORDER_MISMATCH, "Class order [", m -> ((ArrayNode) m.get("class_order")).add("x")),
                refused(Reason.SCHEMA_VERSION_UNKNOWN, "2; known: [1]", m -> m.put("schema_version", 2)),
                refused(Reason.SCHEMA_VERSION_UNKNOWN, "known: [1]", m -> m.put("schema_version", "1")),
                refused(Reason.SCHEMA_VERSION_UNKNOWN, "(none); known", m -> m.remove("schema_version")),
                refused(Reason.ID_MISMATCH, "fix002", m -> m.put("id", "tiny-20261123T205201Z-fix002")),
                refused(Reason.MANIFEST_MALFORMED, "Malformed checkpoint id", m -> m.put("id", "tiny")),
                refused(Reason.ARCHITECTURE_UNKNOWN, "'other'", m -> network(m).put("architecture", "other")),
                refused(Reason.ARCHITECTURE_MISMATCH, "0000", m -> network(m).put("hash", "0".repeat(64))),
                refused(
                        Reason.ARCHITECTURE_MISMATCH,
                        " 5 parameters",
                        m -> network(m).put("parameters", 5)),
                refused(Reason.PREPROCESSING_INVALID, "normalization.mean", m -> m.remove("preprocessing")),
                refused(Reason.PREPROCESSING_INVALID, "normalization.mean", m -> spec(m).remove("normalization")),
                refused(Reason.PREPROCESSING_INVALID, "normalization.std", m -> stats(m).remove("std")),
                refused(Reason.PREPROCESSING_INVALID, "normalization.std", m -> stats(m).putNull("std")),
                refused(Reason.PREPROCESSING_INVALID, "deviation 0.0", m -> std(m).set(0, 0)),
                refused(Reason.PREPROCESSING_INVALID, "deviation -1.0", m -> std(m).set(2, -1)),
                refused(Reason.PREPROCESSING_INVALID, "std", m -> std(m).set(1, "NaN")),
                refused(Reason.PREPROCESSING_INVALID, "got 3 and 2", m -> std(m).remove(0)),
                refused(Reason.PREPROCESSING_INVALID, "bicubic", m -> spec(m).put("resampling", "bicubic")),
                refused(
                        Reason.PREPROCESSING_INVALID,
                        "90x120",
                        m -> spec(m).put("height", 90).put("width", 120)),
                refused(Reason.GOLDEN_MISSING, "no golden images", m -> m.putArray("goldens")),
                refused(Reason.GOLDEN_MISSING, "other.png", m -> golden(m).put("object", "other.png")),
                refused(
                        Reason.MANIFEST_MALFORMED,
                        "probabilities",
                        m -> probabilities(m).remove(0)),
                refused(
                        Reason.MANIFEST_MALFORMED,
                        "Unknown diagnosis",
                        m -> golden(m).put("label", "wart")),
                refused(Reason.MANIFEST_MALFORMED, "'goldens' is missing", m -> m.remove("goldens")),
                refused(Reason.MANIFEST_MALFORMED, "'network' is missing", m -> m.remove("network")),
                refused(Reason.MANIFEST_MALFORMED, "'objects' is missing", m -> m.remove("objects")),
                refused(Reason.MANIFEST_MALFORMED, "'provenance' is missing", m -> m.remove("provenance")),
                refused(
                        Reason.MANIFEST_MALFORMED,
                        "64 lower-case",
                        m -> network(m).put("hash", "ABC")),
                refused(Reason.OBJECT_MISSING, "weights", m -> objects(m).remove(ObjectNames.WEIGHTS)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("manifestsThatAreRefused")
    void refusesAManifestThatSaysSomethingElse(Reason reason, String message, Consumer<ObjectNode> change) {
        stored.changeManifest(change);
        assertRefused(reason).hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "not json", "{} {}", "{\"id\":1,\"id\":2}"})
    void refusesAManifestThatIsNone(String text) {
        stored.write(ObjectNames.MANIFEST, text.getBytes(StandardCharsets.UTF_8));
        assertRefused(Reason.MANIFEST_MALFORMED);
    }

    @Test
    void refusesAManifestCutInHalf() {
        byte[] whole = stored.read(ObjectNames.MANIFEST);
        stored.write(ObjectNames.MANIFEST, Arrays.copyOf(whole, whole.length / 2));
        assertRefused(Reason.MANIFEST_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../weights", "a/b", "/etc/passwd", "..", ".", "", ".hidden", "a\\b", "a b", "manifest.json"})
    void refusesPathsAsObjectNames(String name) {
        stored.changeManifest(
                manifest -> objects(manifest).set(name, objects(manifest).get(ObjectNames.MODEL_CARD)));
        assertRefused(Reason.OBJECT_NAME_INVALID).hasMessageContaining("'" + name + "'");
    }

    @Test
    void refusesAnArchitectureThatChangedUnderItsId() {
        CheckpointLoader newer =
                new CheckpointLoader(id -> tiny(id, 8), EngineSettings.of(ServingEngine.PYTORCH), DECODER);
        assertRejected(Reason.ARCHITECTURE_MISMATCH, () -> newer.load(stored.open()))
                .hasMessageContaining("another tiny");
    }

    @Test
    void refusesWeightsOfAnotherShape() {
        stored.publishInstead(ObjectNames.WEIGHTS, RandomWeights.of(new TinyArchitecture(8), 1));
        assertRefused(Reason.SHAPE_MISMATCH).hasMessageContaining("F32[8, 3, 3, 3], expected F32[6, 3, 3, 3]");
    }

    @Test
    void refusesWeightsThatAreNoWeightsFile() {
        stored.publishInstead(ObjectNames.WEIGHTS, "not weights at all".getBytes(StandardCharsets.UTF_8));
        assertRefused(Reason.WEIGHTS_MALFORMED);
    }

    @Test
    void refusesWeightsThatAreNotFinite() {
        byte[] weights = stored.read(ObjectNames.WEIGHTS);
        ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN).putFloat(weights.length - Float.BYTES, Float.NaN);
        stored.publishInstead(ObjectNames.WEIGHTS, weights);
        assertRefused(Reason.WEIGHTS_NOT_FINITE);
    }

    @Test
    void refusesOtherWeightsThanTheGoldensWereComputedWith() {
        stored.publishInstead(ObjectNames.WEIGHTS, RandomWeights.of(new TinyArchitecture(), 2));
        assertRefused(Reason.GOLDEN_MISMATCH).hasMessageContaining("the trainer computed");
    }

    @Test
    void refusesOtherStatisticsThanTheGoldensWereComputedWith() {
        stored.changeManifest(manifest -> std(manifest).set(0, 40.0));
        assertRefused(Reason.GOLDEN_MISMATCH);
    }

    @Test
    void refusesAGoldenImageThatCannotBeDecoded() {
        stored.publishInstead(MEL, "no image".getBytes(StandardCharsets.UTF_8));
        assertRefused(Reason.GOLDEN_MISSING).hasMessageContaining(MEL);
    }

    @Test
    void ignoresObjectsAndFieldsThatItDoesNotKnow() {
        stored.write("weights.onnx", new byte[] {1, 2, 3});
        stored.changeManifest(manifest -> objects(manifest)
                .putObject("weights.onnx")
                .put("sha256", "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81")
                .put("size", 3)
                .put("engine", "onnx"));
        stored.changeManifest(manifest -> manifest.putObject("calibration").put("temperature", 1.5));
        loader.load(stored.open()).classifier().close();
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Reason reason) {
        return assertRejected(reason, () -> loader.load(stored.open()));
    }

    private static Architecture tiny(String id, int width) {
        if (!id.equals("tiny")) {
            throw new IllegalArgumentException("Unknown architecture '" + id + "'; known: [tiny]");
        }
        return new TinyArchitecture(width);
    }

    private static Arguments refused(Reason reason, String message, Consumer<ObjectNode> change) {
        return Arguments.of(reason, message, change);
    }

    private static byte[] flip(byte[] bytes, int at) {
        bytes[at] ^= 1;
        return bytes;
    }

    private static void swap(ArrayNode array, int one, int other) {
        JsonNode before = array.get(one);
        array.set(one, array.get(other));
        array.set(other, before);
    }

    private static ObjectNode network(ObjectNode manifest) {
        return (ObjectNode) manifest.get("network");
    }

    private static ObjectNode spec(ObjectNode manifest) {
        return (ObjectNode) manifest.get("preprocessing");
    }

    private static ObjectNode stats(ObjectNode manifest) {
        return (ObjectNode) spec(manifest).get("normalization");
    }

    private static ArrayNode std(ObjectNode manifest) {
        return (ArrayNode) stats(manifest).get("std");
    }

    private static ObjectNode objects(ObjectNode manifest) {
        return (ObjectNode) manifest.get("objects");
    }

    private static ObjectNode golden(ObjectNode manifest) {
        return (ObjectNode) manifest.get("goldens").get(4);
    }

    private static ArrayNode probabilities(ObjectNode manifest) {
        return (ArrayNode) golden(manifest).get("probabilities");
    }

    private static RgbImage decoded(byte[] encoded) {
        try {
            return DECODER.decode(encoded);
        } catch (InvalidImageException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
