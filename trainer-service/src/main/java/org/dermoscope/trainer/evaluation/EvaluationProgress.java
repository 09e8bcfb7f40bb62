package org.dermoscope.trainer.evaluation;

/** Hears of an evaluation's progress, on the evaluating thread. */
public interface EvaluationProgress {
    /** @param done images classified so far */
    void onImages(int done);

    /** Asked before each batch; true ends the evaluation by {@code RunCancelledException}. */
    boolean cancelled();

    /** Hears nothing and never cancels. */
    static EvaluationProgress none() {
        return new EvaluationProgress() {
            @Override
            public void onImages(int done) {}

            @Override
            public boolean cancelled() {
                return false;
            }
        };
    }
}
