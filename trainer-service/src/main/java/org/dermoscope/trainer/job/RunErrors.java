package org.dermoscope.trainer.job;

import ai.djl.engine.EngineException;
import java.util.Locale;
import java.util.UUID;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.graph.UnsupportedBlockException;
import org.dermoscope.pretrained.WeightsRefusedException;
import org.dermoscope.store.StoreException;
import org.dermoscope.trainer.data.InvalidDataSetException;
import org.dermoscope.trainer.epoch.DivergedException;
import org.dermoscope.trainer.training.EnsembleRefusedException;
import org.dermoscope.wire.JobErrorAnswer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What is said of a run that failed; what is not expected goes to the log under an id. */
final class RunErrors {
    private static final Logger LOG = Logger.getLogger(RunErrors.class);

    private RunErrors() {}

    static JobErrorAnswer of(String jobId, Throwable failure) {
        if (failure instanceof InvalidDataSetException data) {
            return new JobErrorAnswer(data.code(), text(failure));
        }
        if (failure instanceof EnsembleRefusedException ensemble) {
            return new JobErrorAnswer(ensemble.code(), text(failure));
        }
        if (failure instanceof DivergedException) {
            return new JobErrorAnswer("diverged", text(failure));
        }
        if (failure instanceof WeightsRefusedException) {
            return new JobErrorAnswer("pretrained_weights", text(failure));
        }
        if (failure instanceof UnsupportedBlockException) {
            return new JobErrorAnswer("not_exportable", text(failure));
        }
        if (failure instanceof StoreException) {
            LOG.warnf(failure, "Job %s lost the store", jobId);
            return new JobErrorAnswer("store_unavailable", text(failure));
        }
        if (failure instanceof CheckpointRejectedException rejected) {
            LOG.errorf(failure, "The checkpoint of job %s was refused", jobId);
            return new JobErrorAnswer("checkpoint_" + rejected.reason().name().toLowerCase(Locale.ROOT), text(failure));
        }
        if (failure instanceof OutOfMemoryError || isOutOfMemory(failure)) {
            LOG.errorf(failure, "Job %s ran out of memory", jobId);
            return new JobErrorAnswer(
                    "out_of_memory", "The training ran out of memory; a smaller batch_size needs less");
        }
        String id = UUID.randomUUID().toString();
        LOG.errorf(failure, "Internal error %s in job %s", id, jobId);
        return new JobErrorAnswer("internal_error", "Internal error; the log has it under id " + id);
    }

    private static boolean isOutOfMemory(Throwable failure) {
        return failure instanceof EngineException && text(failure).contains("not enough memory");
    }

    private static String text(Throwable failure) {
        @Nullable String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
