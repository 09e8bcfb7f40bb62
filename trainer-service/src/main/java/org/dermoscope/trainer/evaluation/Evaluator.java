package org.dermoscope.trainer.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.dermoscope.architecture.Ranges;
import org.dermoscope.classify.LesionClassifier;
import org.dermoscope.classify.Prediction;
import org.dermoscope.trainer.run.RunCancelledException;

/**
 * Runs a classifier over labelled images, batch by batch, so that no more than one batch is decoded at a time when the
 * images come lazily. Works on the calling thread: what runs in parallel is the classifier's and the images' affair.
 * Stateless and thread-safe.
 */
public final class Evaluator {
    private final int batchSize;

    /** @param batchSize images a pass of the network, 1..1024 */
    public Evaluator(int batchSize) {
        Ranges.requireWithin("batch_size", batchSize, 1, 1024);
        this.batchSize = batchSize;
    }

    /**
     * @param images read once; {@link LesionImages} decodes files lazily
     * @return one prediction an image, in order
     * @throws RunCancelledException when {@code progress} says so
     * @throws IllegalStateException if the classifier breaks its contract
     */
    public List<LabelledPrediction> predict(
            LesionClassifier classifier, Iterable<LabelledImage> images, EvaluationProgress progress) {
        List<LabelledPrediction> predictions = new ArrayList<>();
        Iterator<LabelledImage> remaining = images.iterator();
        while (remaining.hasNext()) {
            if (progress.cancelled()) {
                throw new RunCancelledException();
            }
            predictions.addAll(predict(classifier, nextBatch(remaining)));
            progress.onImages(predictions.size());
        }
        return Collections.unmodifiableList(predictions);
    }

    private List<LabelledImage> nextBatch(Iterator<LabelledImage> remaining) {
        List<LabelledImage> batch = new ArrayList<>(batchSize);
        while (batch.size() < batchSize && remaining.hasNext()) {
            batch.add(remaining.next());
        }
        return batch;
    }

    private static List<LabelledPrediction> predict(LesionClassifier classifier, List<LabelledImage> batch) {
        List<Prediction> answers =
                classifier.classify(batch.stream().map(LabelledImage::image).toList());
        if (answers.size() != batch.size()) {
            throw new IllegalStateException(
                    "The classifier gave " + answers.size() + " predictions for " + batch.size() + " images");
        }
        List<LabelledPrediction> predictions = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            LabelledImage image = batch.get(i);
            predictions.add(new LabelledPrediction(image.imageId(), image.lesionId(), image.label(), answers.get(i)));
        }
        return predictions;
    }
}
