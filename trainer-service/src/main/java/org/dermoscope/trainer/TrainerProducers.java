package org.dermoscope.trainer;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dermoscope.architecture.Ranges;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.imaging.ImageLimits;
import org.dermoscope.pretrained.PretrainedRepository;
import org.dermoscope.prune.PrunePolicy;
import org.dermoscope.prune.Pruner;
import org.dermoscope.sample.SampleSpec;
import org.dermoscope.sample.SyntheticLesions;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.trainer.data.DataRoots;
import org.dermoscope.trainer.job.JobJournal;
import org.dermoscope.trainer.job.JobKeeping;
import org.dermoscope.trainer.job.JobQueue;
import org.dermoscope.trainer.job.JobRuns;
import org.dermoscope.trainer.job.RunConfigResolver;
import org.dermoscope.trainer.job.ScheduledRequest;
import org.dermoscope.trainer.job.ScheduledTraining;
import org.dermoscope.trainer.job.SingleJob;
import org.dermoscope.trainer.job.SingleJobRequest;
import org.dermoscope.trainer.job.TrainingSchedule;
import org.dermoscope.trainer.promotion.Promoter;
import org.dermoscope.trainer.promotion.ReferenceModels;
import org.dermoscope.trainer.run.ComputeDevice;
import org.dermoscope.trainer.training.EnsembleRun;
import org.dermoscope.trainer.training.LrRangeRun;
import org.dermoscope.trainer.training.PruningRuns;
import org.dermoscope.trainer.training.RunEnvironment;
import org.dermoscope.trainer.training.TrainingRun;
import org.dermoscope.trainer.training.TrainingRuns;
import org.dermoscope.web.StoreFactory;
import org.dermoscope.web.access.Access;
import org.dermoscope.web.access.AccessLimits;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Wires the service; every object here lives as long as the application. */
@Dependent
public class TrainerProducers {
    private static final String ENGINE_THREADS = "ai.djl.pytorch.num_threads";

    private final TrainerConfig config;

    TrainerProducers(TrainerConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    ArtifactStore store() {
        return StoreFactory.open(config.store());
    }

    void close(@Disposes ArtifactStore store) {
        store.close();
    }

    /** Made at start, so that a new token is there before the first request that needs it. */
    @Produces
    @Singleton
    @Startup
    Access access() {
        return Access.load(config.access(), config.operatorToken(), config.stateDir());
    }

    @Produces
    @Singleton
    AccessLimits accessLimits() {
        return AccessLimits.of(config.access());
    }

    @Produces
    @Singleton
    CheckpointRepository repository(ArtifactStore store) {
        return new CheckpointRepository(store);
    }

    @Produces
    @Singleton
    Promoter promoter(CheckpointRepository repository, Clock clock) {
        return new Promoter(repository, clock);
    }

    @Produces
    @Singleton
    Optional<ReferenceModels> referenceModels(CheckpointRepository repository, Promoter promoter) {
        return config.referenceModels().map(folder -> new ReferenceModels(folder, repository, promoter));
    }

    @Produces
    @Singleton
    DataRoots dataRoots() {
        return new DataRoots(config.dataRoots().orElse(List.of()));
    }

    @Produces
    @Singleton
    ComputeDevice device() {
        applyEngineThreads(config.threads().engine().orElse(Runtime.getRuntime().availableProcessors()));
        return ComputeDevice.ofThisMachine();
    }

    @Produces
    @Singleton
    RunConfigResolver resolver(DataRoots roots, ComputeDevice device) {
        return new RunConfigResolver(roots, device.fastest());
    }

    @Produces
    @Singleton
    RunEnvironment environment(
            DataRoots roots,
            ArtifactStore store,
            CheckpointRepository repository,
            Promoter promoter,
            ComputeDevice device,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        SampleSpec sample =
                new SampleSpec(config.sample().imagesPerClass(), config.sample().seed(), SyntheticLesions.DEFAULT);
        return new RunEnvironment(
                roots,
                new SampleFolder(config.stateDir().resolve("sample"), sample),
                new ImageDecoder(ImageLimits.DEFAULT),
                repository,
                new PretrainedRepository(store),
                promoter,
                Clock.systemUTC(),
                config.threads().data().orElse(Runtime.getRuntime().availableProcessors()),
                device,
                version);
    }

    @Produces
    @Singleton
    TrainerIdentity identity() {
        return TrainerIdentity.in(config.stateDir());
    }

    void close(@Disposes TrainerIdentity identity) {
        identity.close();
    }

    @Produces
    @Singleton
    JobQueue queue(ArtifactStore store, TrainerIdentity identity, RunEnvironment environment, Clock clock) {
        JobJournal journal = new JobJournal(
                store,
                new JobKeeping(
                        identity.id(),
                        config.leaseTimeToLive(),
                        new FilesystemArtifactStore(config.stateDir().resolve("unsaved")),
                        config.stepsBetweenSaves()));
        JobRuns runs = new JobRuns(
                pruningIfAsked(TrainingRun.in(environment), environment),
                LrRangeRun.in(environment),
                EnsembleRun.in(environment),
                environment.device().description());
        return new JobQueue(journal, runs, clock, config.queueCapacity());
    }

    @Produces
    @Singleton
    TrainingSchedule schedule(
            JobQueue queue, RunConfigResolver resolver, RunEnvironment environment, Scheduler scheduler) {
        TrainerConfig.Schedule schedule = config.schedule();
        return new TrainingSchedule(
                ScheduledRequest.of(schedule.cron(), schedule.request()),
                new ScheduledTraining(queue, resolver, environment),
                scheduler);
    }

    @Produces
    @Singleton
    SingleJob singleJob(JobQueue queue, RunConfigResolver resolver) {
        TrainerConfig.SingleJob job = config.job();
        return new SingleJob(
                SingleJobRequest.of(job.id(), job.request(), config.schedule().cron()),
                queue,
                resolver,
                Quarkus::asyncExit);
    }

    private TrainingRuns pruningIfAsked(TrainingRuns runs, RunEnvironment environment) {
        OptionalInt keep = config.keepCheckpoints();
        if (keep.isEmpty()) {
            return runs;
        }
        Ranges.requireWithin("dermoscope.keep-checkpoints", keep.getAsInt(), 1, Integer.MAX_VALUE);
        return new PruningRuns(runs, new Pruner(environment.repository(), new PrunePolicy(keep.getAsInt())));
    }

    /** Takes effect only before the engine is loaded; what the command line says is left as it is. */
    private static void applyEngineThreads(int threads) {
        if (System.getProperty(ENGINE_THREADS) == null) {
            System.setProperty(ENGINE_THREADS, Integer.toString(threads));
        }
    }
}
