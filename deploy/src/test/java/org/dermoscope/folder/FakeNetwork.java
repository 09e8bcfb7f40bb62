package org.dermoscope.folder;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.dermoscope.classify.ExplainingClassifier;
import org.dermoscope.classify.NetworkAnswer;
import org.dermoscope.classify.Prediction;
import org.dermoscope.imaging.NormalizationStats;
import org.dermoscope.imaging.PreprocessingSpec;
import org.dermoscope.imaging.Preprocessor;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.taxonomy.LesionClass;

/** Answers by an image's first pixel, counts images, and fails when it is told to. */
final class FakeNetwork implements ExplainingClassifier {
    private final AtomicInteger images = new AtomicInteger();
    private final int failsAfter;

    /** @param failsAfter so many images */
    FakeNetwork(int failsAfter) {
        this.failsAfter = failsAfter;
    }

    int images() {
        return images.get();
    }

    /** @param threshold of melanoma */
    FolderModel model(Double threshold) {
        return new FolderModel(
                "sequential-cnn-20261123T205204Z-fake01",
                "onnx",
                this,
                new Preprocessor(PreprocessingSpec.of(9, 12, NormalizationStats.pooled(128, 64))),
                null,
                threshold,
                true);
    }

    /** What it says of an image of one colour whose red is this. */
    static Prediction of(int red) {
        float[] logits = new float[LesionClass.COUNT];
        logits[red % LesionClass.COUNT] = 2 + red / 100f;
        return Prediction.ofLogits(logits);
    }

    @Override
    public List<NetworkAnswer> answer(List<RgbImage> pass, boolean explained) {
        if (images.addAndGet(pass.size()) > failsAfter) {
            throw new IllegalStateException("the test says so");
        }
        return pass.stream()
                .map(image -> new NetworkAnswer(of(image.pixels()[0] & 0xff), new float[LesionClass.COUNT], null))
                .toList();
    }

    @Override
    public void close() {}
}
