package org.dermoscope.trainer.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.ArchitectureSummary;
import org.dermoscope.architecture.Architectures;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointDraft;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.FeatureSpaceCodec;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.checkpoint.ObjectNames;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.classify.GoldenCheck;
import org.dermoscope.classify.GoldenImage;
import org.dermoscope.classify.LesionClassifier;
import org.dermoscope.classify.PyTorchLesionClassifier;
import org.dermoscope.graph.InferenceGraph;
import org.dermoscope.trainer.data.DataSplit;
import org.dermoscope.trainer.data.LesionRecord;
import org.dermoscope.trainer.epoch.EpochLoop;
import org.dermoscope.trainer.epoch.ResumePoint;
import org.dermoscope.trainer.epoch.TrainingFailedException;
import org.dermoscope.trainer.epoch.TrainingInputs;
import org.dermoscope.trainer.epoch.TrainingOutcome;
import org.dermoscope.trainer.evaluation.BootstrapSpec;
import org.dermoscope.trainer.evaluation.EvaluatedParts;
import org.dermoscope.trainer.evaluation.EvaluationProgress;
import org.dermoscope.trainer.evaluation.EvaluationReport;
import org.dermoscope.trainer.evaluation.Evaluator;
import org.dermoscope.trainer.evaluation.FlippingClassifier;
import org.dermoscope.trainer.evaluation.LabelledPrediction;
import org.dermoscope.trainer.promotion.PromotionDecision;
import org.dermoscope.trainer.run.EvaluationSpec.GoldenImages;
import org.dermoscope.trainer.run.RunCancelledException;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.trainer.run.RunConfig.PromotionMode;
import org.dermoscope.trainer.run.RunListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One training from the metadata file to the promotion decision. Everything after the epochs works on the bytes of the
 * weights as they are published: the figures are those of the file that is served. Native memory is freed on every path.
 */
public final class TrainingRun {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);
    private static final String ENGINE = "PyTorch";

    private final RunEnvironment environment;
    private final String jobId;
    private final RunConfig config;
    private final RunListener listener;
    private final Architecture architecture;

    private TrainingRun(RunEnvironment environment, String jobId, RunConfig config, RunListener listener) {
        this.environment = environment;
        this.jobId = jobId;
        this.config = config;
        this.listener = listener;
        this.architecture = Architectures.byId(config.architecture());
    }

    /** Runs within an environment; each is carried out on the calling thread. */
    public static TrainingRuns in(RunEnvironment environment) {
        return (jobId, config, listener, resumePoint) ->
                new TrainingRun(environment, jobId, config, listener).run(resumePoint);
    }

    private RunOutcome run(ResumePoint resumePoint) throws InterruptedException {
        PatientStore store = new PatientStore(listener, "Job " + jobId);
        Optional<StoredManifest> before = store.call(this::published);
        if (before.isPresent()) {
            return store.call(() -> decide(before.get(), null));
        }
        listener.onStage(ExportCheck.STAGE);
        ExportCheck.require(architecture);
        InitialNetwork initial = store.call(() -> InitialNetwork.of(architecture, config, environment));
        PreparedData data = PreparedData.prepare(config, environment, architecture, listener);
        TrainedWeights trained = train(data, initial, new PatientResumePoint(resumePoint, store));
        TrainedRun run = new TrainedRun(data, trained, goldenImages(data));
        Instant now = environment.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        CheckpointId id = CheckpointId.of(architecture.id(), now, suffix());
        PublishedObjects objects = evaluate(run, id);
        Checkpoint published = store.call(() -> publish(objects, resumePoint));
        return store.call(() -> decide(published.stored(), trained.failure()));
    }

    /** What makes this run's checkpoint ids its own. */
    private String suffix() {
        return jobId.substring(jobId.lastIndexOf('-') + 1);
    }

    /** What this run published before its process ended. */
    private Optional<StoredManifest> published() {
        return environment.repository().list().manifests().stream()
                .filter(stored -> stored.id().run().equals(suffix()))
                .filter(stored -> stored.manifest().provenance().jobId().equals(jobId))
                .findFirst();
    }

    private RunOutcome decide(StoredManifest published, @Nullable RuntimeException failure) {
        listener.onStage("deciding on promotion");
        PromotionMode mode = listener.finishEarly() ? PromotionMode.NEVER : config.promote();
        PromotionDecision decision = environment.promoter().promoteIfBetter(published, mode);
        LOG.info("Job {}: published {}. {}", jobId, published.id(), decision.reason());
        return new RunOutcome(published.id(), decision, failure);
    }

    private TrainedWeights train(PreparedData data, InitialNetwork initial, ResumePoint resumePoint)
            throws InterruptedException {
        RunListener log =
                new EpochLog(jobId, config, data.info().counts().getOrDefault("training", Map.of()), listener);
        listener.onStage("preparing the network");
        try (NDManager manager = Engine.getEngine(ENGINE).newBaseManager()) {
            Block network = initial.create(manager);
            initial.log(jobId);
            try {
                TrainingInputs inputs = data.inputs(config, environment.dataThreads(), log);
                TrainingOutcome outcome = new EpochLoop(config, inputs, log, resumePoint).run(network);
                return new TrainedWeights(
                        config.checkpointPrecision().encode(network), outcome, initial.provenance(), null);
            } catch (TrainingFailedException e) {
                LOG.warn("Job {}: the training failed; its best epoch is published, not promotable", jobId, e.reason());
                return new TrainedWeights(
                        config.checkpointPrecision().encode(network), e.outcome(), initial.provenance(), e.reason());
            } finally {
                network.clear();
            }
        }
    }

    private PublishedObjects evaluate(TrainedRun run, CheckpointId id) {
        PreparedData data = run.data();
        byte[] weights = run.trained().weights();
        EvaluatedParts parts = predict(data, weights);
        EvaluationReport report = EvaluationReport.of(id.toString(), data.info(), parts);
        double temperature = report.calibration().temperature();
        List<ExportedFile> forms = export(run, parts, temperature);
        AbstentionFitting.Fitted abstention = abstention(run);
        CheckpointDraft draft = new CheckpointDraft(
                id,
                id.published(),
                network(),
                data.preprocessing(),
                data.info(),
                report.toSummary(),
                report.calibration(),
                report.operatingPoints(),
                abstention.rules(),
                forms.stream().map(ExportedFile::entry).toList(),
                provenance(run.trained()),
                goldens(run, temperature),
                run.trained().failure() == null);
        Map<String, byte[]> objects = CheckpointDocuments.of(config, run, draft, report);
        forms.forEach(form -> objects.put(form.entry().object(), form.content()));
        if (abstention.space() != null) {
            objects.put(ObjectNames.FEATURE_SPACE, FeatureSpaceCodec.encode(abstention.space()));
        }
        return new PublishedObjects(draft, objects);
    }

    private List<ExportedFile> export(TrainedRun run, EvaluatedParts parts, double temperature) {
        listener.onStage("exporting the network");
        InferenceGraph graph;
        try (PyTorchLesionClassifier classifier = PyTorchLesionClassifier.of(
                architecture, run.data().preprocessing(), run.trained().weights())) {
            graph = classifier.graph();
        }
        PartPredictor predictor = (stage, classifier, part) -> predict(stage, classifier, run.data(), part);
        return new NetworkExporter(run, environment, predictor).export(graph, parts.validation(), temperature);
    }

    private AbstentionFitting.Fitted abstention(TrainedRun run) {
        listener.onStage("finding when to abstain");
        try (PyTorchLesionClassifier classifier = PyTorchLesionClassifier.of(
                architecture, run.data().preprocessing(), run.trained().weights())) {
            AbstentionFitting.Batches batches = new AbstentionFitting.Batches(config.batchSize(), images -> {
                if (listener.cancelled()) {
                    throw new RunCancelledException();
                }
            });
            return new AbstentionFitting(classifier, run.data(), batches).fit();
        }
    }

    private EvaluatedParts predict(PreparedData data, byte[] weights) {
        DataSplit split = data.split();
        try (LesionClassifier classifier = PyTorchLesionClassifier.of(architecture, data.preprocessing(), weights)) {
            return new EvaluatedParts(
                    predict("evaluating on the validation part", classifier, data, split.validation()),
                    predict("evaluating on the test part", classifier, data, split.test()),
                    data.attributes(),
                    config.evaluation().flips() ? flipped(classifier, data) : null,
                    BootstrapSpec.DEFAULT);
        }
    }

    private EvaluatedParts.Flipped flipped(LesionClassifier classifier, PreparedData data) {
        DataSplit split = data.split();
        LesionClassifier flipping = new FlippingClassifier(classifier);
        return new EvaluatedParts.Flipped(
                predict("evaluating on flips of the validation part", flipping, data, split.validation()),
                predict("evaluating on flips of the test part", flipping, data, split.test()));
    }

    private List<GoldenImage> goldenImages(PreparedData data) {
        return config.evaluation().goldenImages() == GoldenImages.DRAWN
                ? GoldenSelection.drawn()
                : GoldenSelection.of(data.split().test());
    }

    private List<Manifest.Golden> goldens(TrainedRun run, double temperature) {
        try (LesionClassifier classifier = PyTorchLesionClassifier.of(
                architecture, run.data().preprocessing(), run.trained().weights(), temperature)) {
            return new GoldenCheck(environment.decoder()).compute(classifier, run.goldens());
        }
    }

    private record PublishedObjects(CheckpointDraft draft, Map<String, byte[]> objects) {}

    private Checkpoint publish(PublishedObjects checkpoint, ResumePoint resumePoint) {
        listener.onStage("publishing");
        resumePoint.requireOwned();
        return environment.repository().publish(checkpoint.draft(), checkpoint.objects());
    }

    private List<LabelledPrediction> predict(
            String stage, LesionClassifier classifier, PreparedData data, List<LesionRecord> part) {
        listener.onStage(stage);
        EvaluationProgress progress = new EvaluationProgress() {
            @Override
            public void onImages(int done) {}

            @Override
            public boolean cancelled() {
                return listener.cancelled();
            }
        };
        return new Evaluator(config.batchSize()).predict(classifier, data.images(part), progress);
    }

    private Manifest.NetworkInfo network() {
        ArchitectureSummary summary = ArchitectureSummary.of(architecture);
        return new Manifest.NetworkInfo(architecture.id(), summary.hash(), summary.parameters());
    }

    private Manifest.Provenance provenance(TrainedWeights trained) {
        TrainingOutcome outcome = trained.outcome();
        Map<String, String> versions = new TreeMap<>();
        versions.put("dermoscope", environment.platformVersion());
        versions.put("djl", Engine.getDjlVersion());
        versions.put("pytorch", Engine.getEngine(ENGINE).getVersion());
        versions.put("java", Runtime.version().toString());
        return new Manifest.Provenance(
                jobId,
                config.seed(),
                outcome.history().size(),
                outcome.bestEpoch(),
                outcome.seconds(),
                versions,
                environment.device().description(),
                config.precision().name().toLowerCase(Locale.ROOT),
                trained.initialWeights());
    }
}
