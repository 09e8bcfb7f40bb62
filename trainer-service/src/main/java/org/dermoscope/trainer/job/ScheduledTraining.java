package org.dermoscope.trainer.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.List;
import org.dermoscope.store.StoreException;
import org.dermoscope.trainer.data.InvalidDataSetException;
import org.dermoscope.trainer.job.ScheduleDecision.Verdict;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.trainer.training.RunEnvironment;
import org.dermoscope.web.ApiException;
import org.jboss.logging.Logger;

/** Looks at the jobs, the checkpoints and the data, and posts a training if the {@link SchedulePolicy} says so. */
public final class ScheduledTraining {
    private static final Logger LOG = Logger.getLogger(ScheduledTraining.class);

    private final JobQueue queue;
    private final RunConfigResolver resolver;
    private final RunEnvironment environment;

    public ScheduledTraining(JobQueue queue, RunConfigResolver resolver, RunEnvironment environment) {
        this.queue = queue;
        this.resolver = resolver;
        this.environment = environment;
    }

    /**
     * Refuses what POST /jobs would refuse, and any other kind of job than a training.
     *
     * @throws IllegalArgumentException naming the setting and what is wrong with it
     */
    void requireValid(JsonNode body) {
        try {
            JobKind kind = resolver.resolveOrder(body).kind();
            if (kind != JobKind.TRAINING) {
                throw ApiException.badRequest(
                        "invalid_value",
                        "kind is " + kind.text() + "; allowed in a schedule: " + JobKind.TRAINING.text());
            }
        } catch (ApiException e) {
            throw new IllegalArgumentException(ScheduledRequest.REQUEST + " is '" + body + "': " + e.sentence(), e);
        }
    }

    /** Never throws for what another tick may find mended. */
    ScheduleDecision tick(JsonNode body) {
        try {
            // Resolved at each tick, because the path may lead through a link that was set to other data since.
            RunConfig config = resolver.resolve(body);
            ScheduleDecision decision = decide(config);
            if (decision.verdict() == Verdict.POST) {
                Job job = queue.submit(config);
                return new ScheduleDecision(Verdict.POST, "Job " + job.id() + " was posted: " + decision.reason());
            }
            return decision;
        } catch (ApiException | InvalidDataSetException | StoreException | UncheckedIOException e) {
            LOG.debug("A scheduled training could not be posted", e);
            return new ScheduleDecision(Verdict.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private ScheduleDecision decide(RunConfig config) {
        List<Job> jobs = queue.list();
        List<PastTraining> past = environment.repository().list().manifests().stream()
                .map(stored -> PastTraining.of(stored.manifest()))
                .toList();
        return SchedulePolicy.decide(config.architecture(), environment.dataHash(config.data()), jobs, past);
    }
}
