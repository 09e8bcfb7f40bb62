package org.dermoscope.inference.predict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.dermoscope.answer.ClassifiedImage;
import org.dermoscope.classify.NetworkAnswer;
import org.dermoscope.inference.batch.Batcher;
import org.dermoscope.inference.batch.Deadline;
import org.dermoscope.inference.batch.RequestTrace;
import org.dermoscope.inference.model.ActiveModel;
import org.dermoscope.inference.model.ModelLease;
import org.dermoscope.inference.model.ServedModel;
import org.dermoscope.web.ApiException;

/**
 * Uploads in, outcomes out: decodes on the request's own thread, classifies in passes that requests share. A request gets
 * one model when it is accepted, keeps it open until it is answered, and has all its images resized for and run by it.
 * Thread-safe.
 */
public final class PredictionService {
    private static final Duration RETRY_WITHOUT_MODEL = Duration.ofSeconds(5);
    private static final int SERVER_ERROR = 500;

    private final ActiveModel active;
    private final Intake intake;
    private final Batcher batcher;
    private final PredictionMetrics metrics;

    public PredictionService(ActiveModel active, Intake intake, Batcher batcher, PredictionMetrics metrics) {
        this.active = active;
        this.intake = intake;
        this.batcher = batcher;
        this.metrics = metrics;
    }

    /**
     * Classifies what can be decoded.
     *
     * @param explained whether the answers are to come with their evidence
     * @throws ApiException 503 without a model or place in the queue, 504 when it takes too long
     * @throws IllegalStateException if the network fails
     */
    public Classification classify(List<Upload> uploads, Deadline deadline, boolean explained) {
        try (ModelLease lease = active.lease().orElseThrow(PredictionService::noModel)) {
            intake.admission().enter(uploads.size());
            try {
                return answer(lease.model(), uploads, deadline, explained);
            } finally {
                intake.admission().leave(uploads.size());
            }
        } catch (ApiException e) {
            metrics.refused(e);
            throw e;
        }
    }

    private Classification answer(ServedModel model, List<Upload> uploads, Deadline deadline, boolean explained) {
        Map<Integer, ApiException> refusals = new HashMap<>();
        List<DecodedImage> images = new ArrayList<>();
        List<List<NetworkAnswer>> answers;
        try (MemberTurns turns = new MemberTurns(batcher, model, deadline, explained)) {
            for (int i = 0; i < uploads.size(); i++) {
                try {
                    DecodedImage image = intake.decoder().decode(uploads.get(i), model::inputs, deadline);
                    images.add(image);
                    turns.offer(image.inputs());
                } catch (ApiException e) {
                    refusals.put(i, ofImage(e));
                }
            }
            answers = turns.await();
        }
        refusals.values().forEach(metrics::refused);
        List<ClassifiedImage> classified = RequestTrace.current().stage("answer", () -> judged(model, images, answers));
        classified.forEach(metrics::predicted);
        return new Classification(model.facts(), outcomes(uploads.size(), refusals, classified.iterator()));
    }

    private static List<ClassifiedImage> judged(
            ServedModel model, List<DecodedImage> images, List<List<NetworkAnswer>> answers) {
        List<ClassifiedImage> classified = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            DecodedImage image = images.get(i);
            ClassifiedImage first = ClassifiedImage.judged(
                    model.first().stored().manifest(),
                    image.inputs().get(0),
                    image.smallestSide(),
                    answers.get(i).get(0));
            classified.add(
                    model.ensemble() == null ? first : first.inEnsemble(model.facts(), model.answer(answers.get(i))));
        }
        return classified;
    }

    /** What the client sent wrong concerns one image; what this service cannot do ends the request. */
    private static ApiException ofImage(ApiException refusal) {
        if (refusal.status() >= SERVER_ERROR) {
            throw refusal;
        }
        return refusal;
    }

    private static List<Outcome> outcomes(
            int count, Map<Integer, ApiException> refusals, Iterator<ClassifiedImage> classified) {
        List<Outcome> outcomes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ApiException refusal = refusals.get(i);
            outcomes.add(refusal == null ? new Outcome.Classified(classified.next()) : new Outcome.Refused(refusal));
        }
        return outcomes;
    }

    private static ApiException noModel() {
        return new ApiException(503, "no_model", "No model is loaded yet; GET /health says why", RETRY_WITHOUT_MODEL);
    }
}
