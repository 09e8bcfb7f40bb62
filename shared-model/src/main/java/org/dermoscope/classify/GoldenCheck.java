package org.dermoscope.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;
import org.dermoscope.checkpoint.ExportedNetwork;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.checkpoint.Manifest.Golden;
import org.dermoscope.checkpoint.ServingEngine;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.imaging.InvalidImageException;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.taxonomy.LesionClass;

/**
 * Whether a loaded checkpoint answers as it did where it was trained: the trainer computes the probabilities of a few
 * images from the weights as published, whoever loads these weights computes them again from the same encoded bytes.
 * Thread-safe.
 */
public final class GoldenCheck {
    private final ImageDecoder decoder;

    public GoldenCheck(ImageDecoder decoder) {
        this.decoder = decoder;
    }

    /**
     * For the manifest.
     *
     * @param classifier made of the published weights' bytes
     * @throws CheckpointRejectedException if an image cannot be decoded
     */
    public List<Golden> compute(LesionClassifier classifier, List<GoldenImage> images) {
        List<RgbImage> decoded = images.stream()
                .map(image -> decode(image.object(), image.encoded()))
                .toList();
        List<Prediction> predictions = classifier.classify(decoded);
        List<Golden> goldens = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            goldens.add(new Golden(
                    images.get(i).object(),
                    images.get(i).label().code(),
                    Arrays.stream(predictions.get(i).probabilities()).boxed().toList(),
                    images.get(i).drawn()));
        }
        return List.copyOf(goldens);
    }

    /**
     * @param engine that the classifier runs on; its tolerance applies
     * @throws CheckpointRejectedException if there are no golden images, one cannot be decoded, a probability differs by
     *     more than the tolerance, or another class wins where the winner's margin exceeds the tolerance
     */
    public void verify(LesionClassifier classifier, Checkpoint checkpoint, ServingEngine engine) {
        verify(classifier, checkpoint, expected(checkpoint.manifest(), engine), engine.tolerance());
    }

    void verify(LesionClassifier classifier, Checkpoint checkpoint, List<Golden> expected, double tolerance) {
        if (expected.isEmpty()) {
            throw new CheckpointRejectedException(
                    Reason.GOLDEN_MISSING, "Checkpoint " + checkpoint.id() + " has no golden images");
        }
        List<RgbImage> images = expected.stream()
                .map(golden -> decode(golden.object(), checkpoint.object(golden.object())))
                .toList();
        List<Prediction> predictions = classifier.classify(images);
        for (int i = 0; i < expected.size(); i++) {
            requireSame(expected.get(i), predictions.get(i), tolerance);
        }
    }

    /** The golden images with what the trainer computed on an engine. */
    private static List<Golden> expected(Manifest manifest, ServingEngine engine) {
        List<Golden> goldens = manifest.goldens();
        if (engine == ServingEngine.PYTORCH) {
            return goldens;
        }
        List<List<Double>> probabilities =
                manifest.export(engine).map(ExportedNetwork::goldens).orElse(List.of());
        if (probabilities.size() != goldens.size()) {
            throw new CheckpointRejectedException(
                    Reason.GOLDEN_MISSING,
                    "Checkpoint " + manifest.id() + " has probabilities of " + probabilities.size() + " of "
                            + goldens.size() + " golden images for the engine " + engine.id());
        }
        List<Golden> expected = new ArrayList<>();
        for (int i = 0; i < goldens.size(); i++) {
            Golden golden = goldens.get(i);
            expected.add(new Golden(golden.object(), golden.label(), probabilities.get(i), golden.drawn()));
        }
        return expected;
    }

    private static void requireSame(Golden golden, Prediction actual, double tolerance) {
        Prediction expected = new Prediction(
                golden.probabilities().stream().mapToDouble(Double::doubleValue).toArray());
        for (LesionClass lesion : LesionClass.all()) {
            // Not "difference > tolerance": a NaN must not pass.
            if (!(Math.abs(expected.probability(lesion) - actual.probability(lesion)) <= tolerance)) {
                throw mismatch(golden, lesion, actual, tolerance);
            }
        }
        double margin =
                expected.confidence() - expected.probability(expected.ranking().get(1));
        if (margin > tolerance && actual.top() != expected.top()) {
            throw mismatch(golden, expected.top(), actual, tolerance);
        }
    }

    private static CheckpointRejectedException mismatch(
            Golden golden, LesionClass lesion, Prediction actual, double tolerance) {
        return new CheckpointRejectedException(
                Reason.GOLDEN_MISMATCH,
                "The golden image '" + golden.object() + "' is " + lesion.code() + " with probability "
                        + actual.probability(lesion) + ", the trainer computed "
                        + golden.probabilities().get(lesion.index())
                        + "; they may differ by " + tolerance + " and have the same most probable class");
    }

    private RgbImage decode(String object, byte[] encoded) {
        try {
            return decoder.decode(encoded);
        } catch (InvalidImageException e) {
            throw new CheckpointRejectedException(
                    Reason.GOLDEN_MISSING, "The golden image '" + object + "' is unusable: " + e.getMessage(), e);
        }
    }
}
