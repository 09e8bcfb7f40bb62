package org.dermoscope.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.dermoscope.classify.LesionClassifier;
import org.dermoscope.classify.Prediction;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.trainer.run.RunCancelledException;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
    /** Says the class whose index is the first pixel's red value. */
    private static final class RedReader implements LesionClassifier {
        final List<Integer> batches = new ArrayList<>();

        @Override
        public List<Prediction> classify(List<RgbImage> images) {
            batches.add(images.size());
            return images.stream()
                    .map(i -> Predictions.of(LesionClass.ofIndex(i.pixels()[0]), 0.9))
                    .toList();
        }

        @Override
        public void close() {}
    }

    private static List<LabelledImage> images(int count) {
        List<LabelledImage> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            LesionClass label = LesionClass.ofIndex(i % LesionClass.COUNT);
            images.add(new LabelledImage("image" + i, "lesion" + i / 2, label, new RgbImage(1, 1, new byte[] {
                (byte) label.index(), 0, 0
            })));
        }
        return images;
    }

    @Test
    void everyImageIsClassifiedOnceInOrderAndInBatches() {
        RedReader classifier = new RedReader();
        List<Integer> progress = new ArrayList<>();

        List<LabelledPrediction> predictions = new Evaluator(4)
                .predict(classifier, images(10), new EvaluationProgress() {
                    @Override
                    public void onImages(int done) {
                        progress.add(done);
                    }

                    @Override
                    public boolean cancelled() {
                        return false;
                    }
                });

        assertThat(classifier.batches).containsExactly(4, 4, 2);
        assertThat(progress).containsExactly(4, 8, 10);
        assertThat(predictions)
                .extracting(LabelledPrediction::imageId)
                .startsWith("image0", "image1")
                .hasSize(10);
        assertThat(predictions).allMatch(p -> p.prediction().top() == p.label());
        assertThat(predictions.get(5).lesionId()).isEqualTo("lesion2");
    }

    @Test
    void aCancelledEvaluationEndsBeforeTheNextBatch() {
        RedReader classifier = new RedReader();
        EvaluationProgress afterOneBatch = new EvaluationProgress() {
            private int seen;

            @Override
            public void onImages(int done) {
                seen = done;
            }

            @Override
            public boolean cancelled() {
                return seen >= 4;
            }
        };

        assertThatThrownBy(() -> new Evaluator(4).predict(classifier, images(10), afterOneBatch))
                .isInstanceOf(RunCancelledException.class);
        assertThat(classifier.batches).containsExactly(4);
    }

    @Test
    void aClassifierThatSwallowsImagesIsNoticed() {
        LesionClassifier swallowing = new LesionClassifier() {
            @Override
            public List<Prediction> classify(List<RgbImage> images) {
                return List.of();
            }

            @Override
            public void close() {}
        };

        assertThatThrownBy(() -> new Evaluator(8).predict(swallowing, images(3), EvaluationProgress.none()))
                .hasMessageContaining("0 predictions for 3 images");
    }
}
