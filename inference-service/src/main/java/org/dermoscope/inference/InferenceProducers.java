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
import org.dermoscope.inference.model.ActiveModel;
import org.dermoscope.inference.model.BatchShapes;
import org.dermoscope.inference.model.ChampionFollower;
import org.dermoscope.inference.model.CheckpointWatcher;
import org.dermoscope.inference.model.ModelLoader;
import org.dermoscope.inference.model.ModelMetrics;
import org.dermoscope.inference.model.Rollback;
import org.dermoscope.inference.predict.Base64Body;
import org.dermoscope.inference.predict.PredictionMetrics;
import org.dermoscope.inference.predict.PredictionService;
import org.dermoscope.inference.predict.RequestLimits;
import org.dermoscope.inference.predict.UploadDecoder;
import org.dermoscope.inference.predict.Workload;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.web.OperatorToken;
import org.dermoscope.web.StoreFactory;

/** Wires the service; every object here lives as long as the application. */
@Dependent
public class InferenceProducers {
    private final InferenceConfig config;
    private final int concurrency;

    InferenceProducers(InferenceConfig config) {
        this.config = config;
        this.concurrency =
                config.predict().concurrency().orElse(Runtime.getRuntime().availableProcessors());
    }

    @Produces
    @Singleton
    ArtifactStore store() {
        return StoreFactory.open(config.store());
    }

    void close(@Disposes ArtifactStore store) {
        store.close();
    }

    /** Made at start, so that a new token is printed then and not at the first request that needs it. */
    @Produces
    @Singleton
    @Startup
    OperatorToken operatorToken() {
        return OperatorToken.load(config.operatorToken(), config.stateDir());
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
        return new ModelLoader(repository, loader::load, shapes, Clock.systemUTC());
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
        return new RequestLimits(config.limits().batchImages());
    }

    @Produces
    @Singleton
    Base64Body base64() {
        return new Base64Body(config.limits().imageBytes().asLongValue());
    }

    @Produces
    @Singleton
    PredictionService service(ActiveModel active, ImageDecoder decoder, BatchShapes shapes, MeterRegistry registry) {
        Workload workload = new Workload(
                concurrency, config.predict().maxQueued(), config.predict().deadline(), shapes);
        return new PredictionService(active, new UploadDecoder(decoder), workload, new PredictionMetrics(registry));
    }
}
