package org.dermoscope.trainer.training;

import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.prune.PrunePlan;
import org.dermoscope.prune.Pruner;
import org.dermoscope.store.StoreException;
import org.dermoscope.trainer.epoch.ResumePoint;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.trainer.run.RunListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs after each of which old checkpoints are removed. That a removal fails is no failure of the run. */
public final class PruningRuns implements TrainingRuns {
    private static final Logger LOG = LoggerFactory.getLogger(PruningRuns.class);

    private final TrainingRuns runs;
    private final Pruner pruner;

    public PruningRuns(TrainingRuns runs, Pruner pruner) {
        this.runs = runs;
        this.pruner = pruner;
    }

    @Override
    public RunOutcome run(String jobId, RunConfig config, RunListener listener, ResumePoint resumePoint)
            throws InterruptedException {
        RunOutcome outcome = runs.run(jobId, config, listener, resumePoint);
        prune();
        return outcome;
    }

    private void prune() {
        try {
            PrunePlan done = pruner.carryOut(pruner.plan());
            if (!done.removed().isEmpty()) {
                LOG.info(
                        "Pruned, {} bytes: {}",
                        done.freedBytes(),
                        done.removed().stream()
                                .map(item -> item.id().toString())
                                .toList());
            }
        } catch (StoreException | CheckpointRejectedException e) {
            LOG.warn("Old checkpoints were not pruned: {}", e.getMessage());
        }
    }
}
