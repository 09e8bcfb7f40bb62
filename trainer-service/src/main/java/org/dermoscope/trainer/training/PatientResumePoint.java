package org.dermoscope.trainer.training;

import java.util.Optional;
import org.dermoscope.trainer.epoch.ResumePoint;
import org.dermoscope.trainer.epoch.TrainingState;

/** Waits for a store that is away when the last state is to be read; saving never waits. */
record PatientResumePoint(ResumePoint point, PatientStore store) implements ResumePoint {
    @Override
    public int stepsBetweenSaves() {
        return point.stepsBetweenSaves();
    }

    @Override
    public Optional<TrainingState> last() throws InterruptedException {
        return store.call(point::last);
    }

    @Override
    public void save(TrainingState state) {
        point.save(state);
    }

    @Override
    public void requireOwned() {
        point.requireOwned();
    }
}
