package org.dermoscope.trainer.training;

import java.util.ArrayList;
import java.util.List;
import org.dermoscope.trainer.run.EpochMetrics;
import org.dermoscope.trainer.run.RunListener;

/** Remembers what a run says, and cancels it after so many steps. */
final class HeardRun implements RunListener {
    final List<EpochMetrics> epochs = new ArrayList<>();
    final List<String> stages = new ArrayList<>();
    private final int cancelAfter;
    private int steps;

    HeardRun(int cancelAfter) {
        this.cancelAfter = cancelAfter;
    }

    @Override
    public void onStep(int epoch, int step, int stepsOfEpoch, double loss, double imagesPerSecond) {
        steps++;
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
        return steps >= cancelAfter;
    }
}
