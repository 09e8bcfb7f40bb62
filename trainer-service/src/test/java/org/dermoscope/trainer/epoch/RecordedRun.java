package org.dermoscope.trainer.epoch;

import java.util.ArrayList;
import java.util.List;
import org.dermoscope.trainer.run.EpochMetrics;
import org.dermoscope.trainer.run.RunListener;

/** Writes down what it hears, and cancels after a given number of steps. */
class RecordedRun implements RunListener {
    final List<Double> losses = new ArrayList<>();
    final List<EpochMetrics> epochs = new ArrayList<>();
    final List<String> stages = new ArrayList<>();
    private final int cancelAfter;

    RecordedRun() {
        this(Integer.MAX_VALUE);
    }

    RecordedRun(int cancelAfter) {
        this.cancelAfter = cancelAfter;
    }

    @Override
    public void onStep(int epoch, int step, int steps, double loss, double imagesPerSecond) {
        losses.add(loss);
    }

    @Override
    public void onEpoch(EpochMetrics metrics) {
        epochs.add(metrics);
    }

    @Override
    public void onStage(String stage) {
        stages.add(stage);
    }

    @Override
    public void onResume(int epoch, int steps) {
        stages.add("resumed in epoch " + epoch + " after step " + steps);
    }

    @Override
    public boolean finishEarly() {
        return false;
    }

    @Override
    public boolean cancelled() {
        return losses.size() >= cancelAfter;
    }
}
