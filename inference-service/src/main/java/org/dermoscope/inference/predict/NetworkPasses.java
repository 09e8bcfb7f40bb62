package org.dermoscope.inference.predict;

import java.util.ArrayList;
import java.util.List;
import org.dermoscope.classify.Prediction;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.inference.model.BatchShapes;
import org.dermoscope.inference.model.ServedModel;

/** Classifies the images of one request in as many passes as the warm batch shapes need. Thread-safe. */
final class NetworkPasses {
    private final BatchShapes shapes;
    private final PredictionMetrics metrics;

    NetworkPasses(BatchShapes shapes, PredictionMetrics metrics) {
        this.shapes = shapes;
        this.metrics = metrics;
    }

    /** @throws org.dermoscope.web.ApiException 504 if the deadline passes before the last pass starts */
    List<Prediction> classify(ServedModel model, List<RgbImage> images, Deadline deadline) {
        List<Prediction> predictions = new ArrayList<>(images.size());
        for (int size : shapes.split(images.size())) {
            deadline.requireTime();
            int from = predictions.size();
            List<RgbImage> batch = images.subList(from, from + size);
            metrics.batch(size);
            predictions.addAll(metrics.inference(() -> model.classifier().classify(batch)));
        }
        return predictions;
    }
}
