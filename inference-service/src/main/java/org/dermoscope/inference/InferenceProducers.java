package org.dermoscope.inference;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.classify.CheckpointLoader;
import org.dermoscope.classify.EngineSettings;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.imaging.ImageLimits;
import org.dermoscope.inference.batch.BatchMetrics;
import org.dermoscope.inference.batch.BatchPolicy;
import org.dermoscope.inference.batch.Batcher;
import org.dermoscope.inference.batch.Processors;
import org.dermoscope.inference.model.ActiveModel;
import org.dermoscope.inference.model.BatchShapes;
import org.dermoscope.inference.model.ChampionFollower;
import org.dermoscope.inference.model.CheckpointWatcher;
import org.dermoscope.inference.model.ModelLoader;
import org.dermoscope.inference.model.ModelMetrics;
import org.dermoscope.inference.model.Rollback;
import org.dermoscope.inference.model.WarmUp;
import org.dermoscope.inference.oip.InferBody;
import org.dermoscope.inference.oip.OipModels;
import org.dermoscope.inference.predict.Admission;
import org.dermoscope.inference.predict.Base64Body;
import org.dermoscope.inference.predict.BoundedDecoder;
import org.dermoscope.inference.predict.FormMemory;
import org.dermoscope.inference.predict.Intake;
import org.dermoscope.inference.predict.PredictionMetrics;
import org.dermoscope.inference.predict.PredictionService;
import org.dermoscope.inference.predict.RequestLimits;
import org.dermoscope.inference.predict.UploadDecoder;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.web.StoreFactory;
import org.dermoscope.web.access.Access;
import org.dermoscope.web.access.AccessLimits;

/** Wires the service; every object here lives as long as the application. */
@Dependent
public class InferenceProducers {
    private final InferenceConfig config;

    InferenceProducers(InferenceConfig config) {
        this.config = config;
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
    ImageDecoder decoder() {
        return new ImageDecoder(new ImageLimits(
                config.limits().imageBytes().asLongValue(), config.limits().imagePixels()));
    }

    @Produces
    @Singleton
    BatchShapes shapes() {
        return new BatchShapes(config.predict().maxBatch());
    }

    @Produces
    @Singleton
    ModelLoader loader(CheckpointRepository repository, BatchShapes shapes) {
        EngineSettings engines = EngineChoice.of(config.engine());
        EngineChoice.tellPyTorch(engines);
        CheckpointLoader loader = new CheckpointLoader(engines, new ImageDecoder(ImageLimits.DEFAULT));
        WarmUp warmUp = new WarmUp(shapes, config.ensemble().latencyBudget());
        return new ModelLoader(repository, loader::load, warmUp, Clock.systemUTC());
    }

    @Produces
    @Singleton
    ActiveModel active() {
        return new ActiveModel();
    }

    @Produces
    @Singleton
    ModelMetrics modelMetrics(MeterRegistry registry) {
        return new ModelMetrics(registry);
    }

    @Produces
    @Singleton
    ChampionFollower follower(
            CheckpointRepository repository, ModelLoader loader, ActiveModel active, ModelMetrics metrics) {
        return new ChampionFollower(repository, loader, active, metrics);
    }

    @Produces
    @Singleton
    Rollback rollback(
            CheckpointRepository repository, ModelLoader loader, ActiveModel active, ChampionFollower follower) {
        return new Rollback(repository, loader, active, follower);
    }

    @Produces
    @Singleton
    CheckpointWatcher watcher(ChampionFollower follower) {
        return new CheckpointWatcher(follower, config.model().pollInterval());
    }

    @Produces
    @Singleton
    RequestLimits limits() {
        return new RequestLimits(
                config.limits().batchImages(),
                config.predict().maxPerClient(),
                config.predict().refusalHold(),
                config.predict().deadline());
    }

    @Produces
    @Singleton
    FormMemory formMemory() {
        return new FormMemory(
                config.limits().memoryFormBytes().asLongValue(),
                config.limits().memoryFormsBytes().asLongValue());
    }

    @Produces
    @Singleton
    Base64Body base64() {
        return new Base64Body(config.limits().imageBytes().asLongValue());
    }

    @Produces
    @Singleton
    InferBody inferBody() {
        return new InferBody(config.limits().inferBytes().asLongValue());
    }

    @Produces
    @Singleton
    OipModels oipModels(ActiveModel active, PredictionService service, RequestLimits limits) {
        return new OipModels(active, service, limits);
    }

    @Produces
    @Singleton
    PredictionMetrics predictionMetrics(MeterRegistry registry) {
        return new PredictionMetrics(registry);
    }

    @Produces
    @Singleton
    Admission admission(PredictionMetrics metrics) {
        Admission admission =
                new Admission(config.predict().maxQueued(), config.limits().batchImages());
        metrics.watch(admission);
        return admission;
    }

    @Produces
    @Singleton
    Processors processors() {
        return new Processors(
                config.predict().concurrency().orElse(Runtime.getRuntime().availableProcessors()));
    }

    @Produces
    @Singleton
    BoundedDecoder boundedDecoder(ImageDecoder decoder, Processors processors, PredictionMetrics metrics) {
        return new BoundedDecoder(new UploadDecoder(decoder), processors, metrics);
    }

    /** Started and closed by {@link InferenceLifecycle}. */
    @Produces
    @Singleton
    Batcher batcher(BatchShapes shapes, Processors processors, BoundedDecoder decoder, MeterRegistry registry) {
        BatchPolicy policy =
                new BatchPolicy(processors.count(), shapes, config.predict().maxDelay());
        return new Batcher(policy, processors, decoder::arriving, new BatchMetrics(registry));
    }

    @Produces
    @Singleton
    Intake intake(Admission admission, BoundedDecoder decoder) {
        return new Intake(admission, decoder);
    }

    @Produces
    @Singleton
    PredictionService service(ActiveModel active, Intake intake, Batcher batcher, PredictionMetrics metrics) {
        return new PredictionService(active, intake, batcher, metrics);
    }
}
