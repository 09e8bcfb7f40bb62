package org.dermoscope.inference.predict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dermoscope.classify.Prediction;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.inference.model.ActiveModel;
import org.dermoscope.inference.model.ModelLease;
import org.dermoscope.inference.model.ServedModel;
import org.dermoscope.web.ApiException;

/**
 * Uploads in, outcomes out: waits for a turn, decodes, classifies with one model. Thread-safe.
 *
 * <p>Images are resized as soon as they are decoded, so that a request holds one of full size at a time.
 */
public final class PredictionService {
    private static final Duration RETRY_WITHOUT_MODEL = Duration.ofSeconds(5);

    private final ActiveModel active;
    private final UploadDecoder decoder;
    private final Admission admission;
    private final NetworkPasses passes;
    private final PredictionMetrics metrics;
    private final Duration allowed;

    public PredictionService(ActiveModel active, UploadDecoder decoder, Workload workload, PredictionMetrics metrics) {
        this.active = active;
        this.decoder = decoder;
        this.admission = new Admission(workload.concurrency(), workload.maxQueued());
        this.passes = new NetworkPasses(workload.shapes(), metrics);
        this.metrics = metrics;
        this.allowed = workload.deadline();
    }

    /**
     * Classifies what can be decoded.
     *
     * @throws ApiException 503 without a model or when too many wait, 504 when it takes too long
     */
    public Classification classify(List<Upload> uploads) {
        try {
            return inTurn(uploads, Deadline.after(allowed));
        } catch (ApiException e) {
            metrics.refused(e);
            throw e;
        }
    }

    private Classification inTurn(List<Upload> uploads, Deadline deadline) {
        if (active.current().isEmpty()) {
            throw noModel();
        }
        long arrived = System.nanoTime();
        try {
            admission.enter(deadline);
        } finally {
            metrics.queued(System.nanoTime() - arrived);
        }
        try (ModelLease lease = active.lease().orElseThrow(PredictionService::noModel)) {
            return classify(lease.model(), uploads, deadline);
        } finally {
            admission.leave();
        }
    }

    private Classification classify(ServedModel model, List<Upload> uploads, Deadline deadline) {
        List<ApiException> refusals = new ArrayList<>();
        List<RgbImage> images = new ArrayList<>();
        List<Boolean> decoded = new ArrayList<>();
        for (Upload upload : uploads) {
            deadline.requireTime();
            try {
                images.add(metrics.decode(() -> model.preprocessor().resize(decoder.decode(upload))));
                decoded.add(true);
            } catch (ApiException e) {
                metrics.refused(e);
                refusals.add(e);
                decoded.add(false);
            }
        }
        List<Prediction> predictions = passes.classify(model, images, deadline);
        predictions.forEach(metrics::predicted);
        List<Outcome> outcomes = new ArrayList<>();
        var nextPrediction = predictions.iterator();
        var nextRefusal = refusals.iterator();
        for (boolean good : decoded) {
            outcomes.add(
                    good ? new Outcome.Classified(nextPrediction.next()) : new Outcome.Refused(nextRefusal.next()));
        }
        return new Classification(model.manifest(), outcomes);
    }

    private static ApiException noModel() {
        return new ApiException(503, "no_model", "No model is loaded yet; GET /health says why", RETRY_WITHOUT_MODEL);
    }
}
