package org.dermoscope.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;
import org.dermoscope.checkpoint.Manifest.Golden;
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
    /** The largest difference of a probability in fp32. */
    public static final double FP32_TOLERANCE = 1e-4;

    private final ImageDecoder decoder;
    private final double tolerance;

    public GoldenCheck(ImageDecoder decoder) {
        this(decoder, FP32_TOLERANCE);
    }

    /** @param tolerance the largest difference of a probability, 0..1 */
    public GoldenCheck(ImageDecoder decoder, double tolerance) {
        this.decoder = decoder;
        this.tolerance = tolerance;
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
     * @throws CheckpointRejectedException if there are no golden images, one cannot be decoded, a probability differs by
     *     more than the tolerance, or another class wins where the winner's margin exceeds the tolerance
     */
    public void verify(LesionClassifier classifier, Checkpoint checkpoint) {
        List<Golden> goldens = checkpoint.manifest().goldens();
        if (goldens.isEmpty()) {
            throw new CheckpointRejectedException(
                    Reason.GOLDEN_MISSING, "Checkpoint " + checkpoint.id() + " has no golden images");
        }
        List<RgbImage> images = goldens.stream()
                .map(golden -> decode(golden.object(), checkpoint.object(golden.object())))
                .toList();
        List<Prediction> predictions = classifier.classify(images);
        for (int i = 0; i < goldens.size(); i++) {
            requireSame(goldens.get(i), predictions.get(i));
        }
    }

    private void requireSame(Golden golden, Prediction actual) {
        Prediction expected = new Prediction(
                golden.probabilities().stream().mapToDouble(Double::doubleValue).toArray());
        for (LesionClass lesion : LesionClass.all()) {
            // Not "difference > tolerance": a NaN must not pass.
            if (!(Math.abs(expected.probability(lesion) - actual.probability(lesion)) <= tolerance)) {
                throw mismatch(golden, lesion, expected, actual);
            }
        }
        double margin =
                expected.confidence() - expected.probability(expected.ranking().get(1));
        if (margin > tolerance && actual.top() != expected.top()) {
            throw mismatch(golden, expected.top(), expected, actual);
        }
    }

    private CheckpointRejectedException mismatch(
            Golden golden, LesionClass lesion, Prediction expected, Prediction actual) {
        return new CheckpointRejectedException(
                Reason.GOLDEN_MISMATCH,
                "The golden image '" + golden.object() + "' is " + lesion.code() + " with probability "
                        + actual.probability(lesion) + ", the trainer computed " + expected.probability(lesion)
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
