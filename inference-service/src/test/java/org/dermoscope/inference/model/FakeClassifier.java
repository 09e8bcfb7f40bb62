package org.dermoscope.inference.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.dermoscope.classify.Evidence;
import org.dermoscope.classify.ExplainingClassifier;
import org.dermoscope.classify.NetworkAnswer;
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

    /** The logits are the logarithms of the probabilities, all of each from one position. */
    @Override
    public List<NetworkAnswer> answer(List<RgbImage> images, boolean explained) {
        work.run();
        if (closed.get() > 0) {
            throw new IllegalStateException("used after it was closed");
        }
        batches.add(images.size());
        Prediction prediction = prediction(answer);
        float[] logits = new float[LesionClass.COUNT];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) Math.log(prediction.probabilities()[i]);
        }
        Evidence evidence = explained ? new Evidence(1, 1, logits, new float[LesionClass.COUNT]) : null;
        return Collections.nCopies(images.size(), new NetworkAnswer(prediction, logits, evidence));
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
