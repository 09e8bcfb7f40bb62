package org.dermoscope.trainer.pipeline;

import org.dermoscope.trainer.evaluation.EvaluationProgress;
import org.dermoscope.trainer.run.RunListener;

/** Lets an evaluation end when its run is cancelled. */
record CancellableProgress(RunListener listener) implements EvaluationProgress {
    @Override
    public void onImages(int done) {
        // An evaluation is one stage of the run; its images are not shown.
    }

    @Override
    public boolean cancelled() {
        return listener.cancelled();
    }
}
