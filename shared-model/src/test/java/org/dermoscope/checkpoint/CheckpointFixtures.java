package org.dermoscope.checkpoint;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.ArchitectureSummary;
import org.dermoscope.checkpoint.Manifest.DataInfo;
import org.dermoscope.checkpoint.Manifest.EvaluationSummary;
import org.dermoscope.checkpoint.Manifest.NetworkInfo;
import org.dermoscope.checkpoint.Manifest.PartSummary;
import org.dermoscope.checkpoint.Manifest.Provenance;
import org.dermoscope.classify.GoldenCheck;
import org.dermoscope.classify.GoldenImage;
import org.dermoscope.classify.OnnxLesionClassifier;
import org.dermoscope.classify.PyTorchLesionClassifier;
import org.dermoscope.graph.InferenceGraph;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.imaging.ImageLimits;
import org.dermoscope.imaging.InvalidImageException;
import org.dermoscope.imaging.NormalizationStats;
import org.dermoscope.imaging.PreprocessingSpec;
import org.dermoscope.imaging.Preprocessor;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.onnx.OnnxWriter;
import org.dermoscope.quantize.Quantizer;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.taxonomy.LesionClass;

/** Complete, valid checkpoints with random weights, for tests of whatever reads checkpoints. */
public final class CheckpointFixtures {
    private static final Instant FIRST = Instant.parse("2026-11-23T20:52:00Z");
    private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.DEFAULT);

    private final Architecture architecture;

    public CheckpointFixtures(Architecture architecture) {
        this.architecture = architecture;
    }

    /**
     * Publishes a checkpoint. Another seed gives another id, other weights and a later time.
     *
     * @param seed 0..999
     */
    public Checkpoint publish(ArtifactStore store, int seed) {
        Map<String, byte[]> objects = objects(seed);
        return new CheckpointRepository(store).publish(draft(seed, objects), objects);
    }

    /** Publishes a checkpoint and points the champion to it, whatever it pointed to before. */
    public Checkpoint publishChampion(ArtifactStore store, int seed) {
        Checkpoint checkpoint = publish(store, seed);
        moveChampion(store, checkpoint.stored());
        return checkpoint;
    }

    /** Points the champion to a checkpoint, whatever it pointed to before. */
    public static ChampionPointer moveChampion(ArtifactStore store, StoredManifest target) {
        CheckpointRepository repository = new CheckpointRepository(store);
        return repository
                .moveChampion(champion(target, Instant.now()), repository.championTag())
                .orElseThrow(() -> new IllegalStateException("Somebody else moved the champion meanwhile"));
    }

    public static Champion champion(StoredManifest target, Instant promotedAt) {
        return new Champion(
                Champion.SCHEMA_VERSION,
                List.of(target.asSoleMember()),
                "A test wanted it",
                "operator",
                promotedAt,
                true);
    }

    /** The objects of a checkpoint, ready to be published with {@link #draft}. */
    public Map<String, byte[]> objects(int seed) {
        return objects(seed, RandomWeights.of(architecture, seed));
    }

    /** As {@link #objects(int)}, with other weights. */
    public Map<String, byte[]> objects(int seed, byte[] weights) {
        Map<String, byte[]> objects = new TreeMap<>();
        objects.put(ObjectNames.WEIGHTS, weights);
        try (PyTorchLesionClassifier classifier = PyTorchLesionClassifier.of(architecture, preprocessing(), weights)) {
            InferenceGraph graph = classifier.graph();
            objects.put(ObjectNames.ONNX, OnnxWriter.write(graph));
            objects.put(
                    ObjectNames.ONNX_INT8,
                    Quantizer.quantize(graph, goldenInputs(), 1).file());
        }
        objects.put(ObjectNames.MODEL_CARD, ("# Fixture " + seed + "\n").getBytes(StandardCharsets.UTF_8));
        goldenImages().forEach(image -> objects.put(image.object(), image.encoded()));
        return objects;
    }

    /** The draft that belongs to the objects; the golden probabilities are those of the weights among them. */
    public CheckpointDraft draft(int seed, Map<String, byte[]> objects) {
        ArchitectureSummary summary = ArchitectureSummary.of(architecture);
        Instant createdAt = FIRST.plusSeconds(seed);
        List<Manifest.Golden> goldens;
        try (PyTorchLesionClassifier classifier = PyTorchLesionClassifier.of(
                architecture,
                preprocessing(),
                Objects.requireNonNull(objects.get(ObjectNames.WEIGHTS), ObjectNames.WEIGHTS))) {
            goldens = new GoldenCheck(DECODER).compute(classifier, goldenImages());
        }
        return new CheckpointDraft(
                CheckpointId.of(architecture.id(), createdAt, String.format(Locale.ROOT, "fix%03d", seed)),
                createdAt,
                new NetworkInfo(architecture.id(), summary.hash(), summary.parameters()),
                preprocessing(),
                data(),
                new EvaluationSummary(part(140), part(140)),
                null,
                List.of(),
                null,
                exports(objects),
                new Provenance("fixture", seed, 1, 1, 0.5, Map.of("platform", "0.1.0"), "cpu", "fp32", null),
                goldens,
                true);
    }

    private List<ExportedNetwork> exports(Map<String, byte[]> objects) {
        return List.of(
                export(ServingEngine.ONNX, ObjectNames.ONNX, objects),
                export(ServingEngine.ONNX_INT8, ObjectNames.ONNX_INT8, objects));
    }

    private ExportedNetwork export(ServingEngine engine, String object, Map<String, byte[]> objects) {
        byte[] file = Objects.requireNonNull(objects.get(object), object);
        try (OnnxLesionClassifier classifier = new OnnxLesionClassifier(file, preprocessing(), 1, 1)) {
            List<List<Double>> probabilities = new GoldenCheck(DECODER)
                    .compute(classifier, goldenImages()).stream()
                            .map(Manifest.Golden::probabilities)
                            .toList();
            return new ExportedNetwork(engine, object, true, 140, 0, 1, 0.5, 0.5, null, probabilities);
        }
    }

    /** The golden images as the network gets them. */
    private List<float[]> goldenInputs() {
        Preprocessor preprocessor = new Preprocessor(preprocessing());
        return goldenImages().stream()
                .map(image -> {
                    float[] input = new float[preprocessor.inputLength()];
                    preprocessor.writePlanar(decoded(image), input, 0);
                    return input;
                })
                .toList();
    }

    private static RgbImage decoded(GoldenImage image) {
        try {
            return DECODER.decode(image.encoded());
        } catch (InvalidImageException e) {
            throw new IllegalStateException("A golden image that was drawn here cannot be decoded", e);
        }
    }

    public PreprocessingSpec preprocessing() {
        return PreprocessingSpec.of(
                architecture.input().height(),
                architecture.input().width(),
                new NormalizationStats(List.of(180.5, 139.25, 145.0), List.of(36.5, 39.75, 43.0)));
    }

    /** One PNG of 60x45 pixels for each class: coloured blobs, drawn here, the same ones every time. */
    public static List<GoldenImage> goldenImages() {
        List<GoldenImage> images = new ArrayList<>();
        for (LesionClass lesion : LesionClass.all()) {
            images.add(new GoldenImage(
                    ObjectNames.golden(lesion.index(), lesion, "png"), lesion, png(lesion.index()), false));
        }
        return List.copyOf(images);
    }

    private static DataInfo data() {
        Map<String, Integer> counts = new TreeMap<>();
        LesionClass.codes().forEach(code -> counts.put(code, 20));
        return new DataInfo(
                "synthetic sample",
                true,
                Sha256.of("data".getBytes(StandardCharsets.UTF_8)),
                Sha256.of("split".getBytes(StandardCharsets.UTF_8)),
                "lesion",
                false,
                "CC0-1.0",
                0,
                Map.of("training", counts, "validation", counts, "test", counts));
    }

    private static PartSummary part(int images) {
        Map<String, Double> recall = new TreeMap<>();
        LesionClass.codes().forEach(code -> recall.put(code, 0.5));
        return new PartSummary(images, 1.25, 0.5, 0.5, 0.5, recall);
    }

    private static byte[] png(int seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(60, 45, BufferedImage.TYPE_INT_RGB);
        int[] skin = {200 + random.nextInt(40), 150 + random.nextInt(40), 140 + random.nextInt(40)};
        int[] blob = {random.nextInt(160), random.nextInt(120), random.nextInt(120)};
        double radius = 6 + 2.0 * seed;
        for (int y = 0; y < 45; y++) {
            for (int x = 0; x < 60; x++) {
                int[] color = Math.hypot(x - 30, y - 22) < radius ? blob : skin;
                image.setRGB(x, y, color[0] << 16 | color[1] << 8 | color[2]);
            }
        }
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            if (!ImageIO.write(image, "png", bytes)) {
                throw new IllegalStateException("This Java platform cannot write PNG");
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
