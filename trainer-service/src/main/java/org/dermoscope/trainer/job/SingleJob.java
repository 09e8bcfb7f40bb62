package org.dermoscope.trainer.job;

import java.util.Optional;
import java.util.function.IntConsumer;
import org.dermoscope.web.ApiException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs the one job that the settings ask for, where they do, and ends the process with it. */
public final class SingleJob {
    /** The job was given up for what another start may find mended. */
    static final int GIVEN_UP = 1;

    /** The job is FAILED or CANCELLED, and so it would be again. */
    static final int NOT_SUCCEEDED = 3;

    private static final Logger LOG = Logger.getLogger(SingleJob.class);

    private final Optional<SingleJobRequest> request;
    private final JobQueue queue;
    private final RunConfigResolver resolver;
    private final IntConsumer exit;

    /** @param exit ends the process with a code; returns at once */
    public SingleJob(Optional<SingleJobRequest> request, JobQueue queue, RunConfigResolver resolver, IntConsumer exit) {
        this.request = request;
        this.queue = queue;
        this.resolver = resolver;
        this.exit = exit;
    }

    /**
     * Starts the queue for the job, after which the process ends with 0 if it is SUCCEEDED.
     *
     * @return whether the settings ask for one job; if not, nothing was done
     * @throws IllegalArgumentException if POST /jobs would refuse the request; names the setting
     */
    public boolean start() {
        request.ifPresent(asked -> queue.startOnly(asked.id(), order(asked)).whenComplete((state, failure) -> {
            if (failure == null) {
                LOG.infof("The one job of this trainer, %s, is %s: the trainer ends", asked.id(), state);
            }
            exit.accept(code(state));
        }));
        return request.isPresent();
    }

    private JobOrder order(SingleJobRequest asked) {
        try {
            return resolver.resolveOrder(asked.body());
        } catch (ApiException e) {
            throw new IllegalArgumentException(
                    SingleJobRequest.REQUEST + " is '" + asked.body() + "': " + e.sentence(), e);
        }
    }

    private static int code(@Nullable JobState state) {
        if (state == null) {
            return GIVEN_UP;
        }
        return state == JobState.SUCCEEDED ? 0 : NOT_SUCCEEDED;
    }
}
