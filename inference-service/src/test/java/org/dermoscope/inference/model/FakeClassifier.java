package org.dermoscope.inference.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.dermoscope.classify.Evidence;
import org.dermoscope.classify.ExplainedPrediction;
import org.dermoscope.classify.ExplainingClassifier;
import org.dermoscope.classify.Prediction;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.taxonomy.LesionClass;

/** Is sure of one class; records batches and counts closings; fails when used after. */
public final class FakeClassifier implements ExplainingClassifier {
    private final LesionClass answer;
    private final Runnable work;
    private final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger closed = new AtomicInteger();

    public FakeClassifier(LesionClass answer) {
        this(answer, () -> {});
    }

    /** @param work runs within each pass */
    public FakeClassifier(LesionClass answer, Runnable work) {
        this.answer = answer;
        this.work = work;
    }

    @Override
    public List<Prediction> classify(List<RgbImage> images) {
        work.run();
        if (closed.get() > 0) {
            throw new IllegalStateException("used after it was closed");
        }
        batches.add(images.size());
        return Collections.nCopies(images.size(), prediction(answer));
    }

    /** The logits are the logarithms of the probabilities, all of each from one position. */
    @Override
    public List<ExplainedPrediction> explain(List<RgbImage> images) {
        List<ExplainedPrediction> explained = new ArrayList<>();
        for (Prediction prediction : classify(images)) {
            float[] logits = new float[LesionClass.COUNT];
            for (int i = 0; i < logits.length; i++) {
                logits[i] = (float) Math.log(prediction.probabilities()[i]);
            }
            Evidence evidence = new Evidence(1, 1, logits.clone(), new float[LesionClass.COUNT]);
            explained.add(new ExplainedPrediction(prediction, logits, evidence));
        }
        return List.copyOf(explained);
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }

    public int closings() {
        return closed.get();
    }

    public List<Integer> batches() {
        return List.copyOf(batches);
    }

    /** 0.7 for one class, 0.05 for each other. */
    public static Prediction prediction(LesionClass answer) {
        double[] p = new double[LesionClass.COUNT];
        Arrays.fill(p, 0.05);
        p[answer.index()] = 0.7;
        return new Prediction(p);
    }
}
