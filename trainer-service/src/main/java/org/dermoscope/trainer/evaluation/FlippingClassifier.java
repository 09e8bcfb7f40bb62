package org.dermoscope.trainer.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.dermoscope.classify.LesionClassifier;
import org.dermoscope.classify.Prediction;
import org.dermoscope.imaging.RgbImage;

/**
 * Test-time augmentation: the mean of the probabilities of an image as it is, flipped horizontally, vertically and both
 * ways. A lesion has no upright position, so that the four are equally good pictures of it. As thread-safe as the
 * classifier that it asks; closing closes that one.
 */
public final class FlippingClassifier implements LesionClassifier {
    private static final int CHANNELS = 3;
    private static final boolean[] BOTH = {false, true};

    private final LesionClassifier classifier;

    public FlippingClassifier(LesionClassifier classifier) {
        this.classifier = classifier;
    }

    @Override
    public List<Prediction> classify(List<RgbImage> images) {
        List<List<Prediction>> views = new ArrayList<>();
        for (boolean horizontally : BOTH) {
            for (boolean vertically : BOTH) {
                views.add(classifier.classify(images.stream()
                        .map(image -> flipped(image, horizontally, vertically))
                        .toList()));
            }
        }
        List<Prediction> means = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            int image = i;
            means.add(mean(views.stream().map(view -> view.get(image)).toList()));
        }
        return List.copyOf(means);
    }

    private static Prediction mean(List<Prediction> views) {
        double[] mean = new double[views.get(0).probabilities().length];
        for (Prediction view : views) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += view.probabilities()[i] / views.size();
            }
        }
        return new Prediction(mean);
    }

    private static RgbImage flipped(RgbImage image, boolean horizontally, boolean vertically) {
        if (!horizontally && !vertically) {
            return image;
        }
        int width = image.width();
        int height = image.height();
        byte[] pixels = new byte[image.pixels().length];
        for (int y = 0; y < height; y++) {
            int fromRow = vertically ? height - 1 - y : y;
            for (int x = 0; x < width; x++) {
                int fromColumn = horizontally ? width - 1 - x : x;
                System.arraycopy(
                        image.pixels(),
                        CHANNELS * (fromRow * width + fromColumn),
                        pixels,
                        CHANNELS * (y * width + x),
                        CHANNELS);
            }
        }
        return new RgbImage(width, height, pixels);
    }

    @Override
    public void close() {
        classifier.close();
    }
}
