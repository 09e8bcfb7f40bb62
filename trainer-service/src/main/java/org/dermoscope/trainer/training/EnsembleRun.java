package org.dermoscope.trainer.training;

import ai.djl.engine.Engine;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dermoscope.checkpoint.EnsembleId;
import org.dermoscope.checkpoint.EnsembleManifest;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.checkpoint.ObjectNames;
import org.dermoscope.checkpoint.StoredEnsemble;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.trainer.data.DataSplit;
import org.dermoscope.trainer.data.InvalidDataSetException;
import org.dermoscope.trainer.data.LesionCatalog;
import org.dermoscope.trainer.data.LesionRecord;
import org.dermoscope.trainer.data.Part;
import org.dermoscope.trainer.data.SplitConfig;
import org.dermoscope.trainer.data.SplitCsv;
import org.dermoscope.trainer.ensemble.Candidate;
import org.dermoscope.trainer.ensemble.GreedySelection;
import org.dermoscope.trainer.ensemble.SelectedEnsemble;
import org.dermoscope.trainer.evaluation.BootstrapSpec;
import org.dermoscope.trainer.evaluation.EvaluatedParts;
import org.dermoscope.trainer.evaluation.EvaluationReport;
import org.dermoscope.trainer.evaluation.FlippingClassifier;
import org.dermoscope.trainer.evaluation.LabelledPrediction;
import org.dermoscope.trainer.promotion.PromotionDecision;
import org.dermoscope.trainer.run.RunListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One ensemble from its candidates to the promotion decision. EnsembleMembers and weights, temperature and operating points are
 * chosen on the validation part; the test part is shown to the chosen members alone, once.
 */
public final class EnsembleRun {
    private static final Logger LOG = LoggerFactory.getLogger(EnsembleRun.class);

    private final RunEnvironment environment;
    private final Predictors predictors;
    private final EnsembleOrder order;
    private final RunListener listener;
    private final PatientStore store;

    /** What checkpoints say of the images of one part, calibrated. */
    interface PartPredictions {
        /** @param flips whether of the mean over an image's four flips, see {@link FlippingClassifier} */
        List<LabelledPrediction> of(StoredManifest checkpoint, boolean flips, PatientStore store)
                throws InterruptedException;
    }

    /** Makes them for a part. */
    interface Predictors {
        PartPredictions of(RunListener listener, Part part, List<LesionRecord> records);
    }

    private EnsembleRun(RunEnvironment environment, Predictors predictors, EnsembleOrder order, RunListener listener) {
        this.environment = environment;
        this.predictors = predictors;
        this.order = order;
        this.listener = listener;
        this.store = new PatientStore(listener, "Job " + order.jobId());
    }

    /** Runs within an environment; each is carried out on the calling thread. */
    public static EnsembleRuns in(RunEnvironment environment) {
        return in(
                environment, (listener, part, records) -> new MemberPredictions(environment, listener, part, records));
    }

    static EnsembleRuns in(RunEnvironment environment, Predictors predictors) {
        return (order, listener, requireOwned) ->
                new EnsembleRun(environment, predictors, order, listener).run(requireOwned);
    }

    private EnsembleOutcome run(Runnable requireOwned) throws InterruptedException {
        Optional<StoredEnsemble> before = store.call(this::published);
        if (before.isPresent()) {
            return store.call(() -> decide(before.get()));
        }
        listener.onStage("reading the metadata");
        LesionCatalog catalog = LesionCatalog.read(
                environment.folder(order.data()), order.data().maxMissingShare());
        List<StoredManifest> candidates =
                store.call(() -> EnsembleCandidates.of(environment.repository(), order.spec(), catalog));
        DataSplit split = store.call(() -> split(candidates.get(0), catalog));
        PartPredictions onValidation = predictors.of(listener, Part.VALIDATION, split.validation());
        Map<String, List<LabelledPrediction>> validation = predictions(onValidation, candidates, false);
        listener.onStage("choosing the members");
        SelectedEnsemble selected = GreedySelection.of(
                candidates.stream()
                        .map(c -> new Candidate(id(c), Objects.requireNonNull(validation.get(id(c)), id(c))))
                        .toList(),
                order.spec().maxMembers());
        LOG.info("Job {}: of {} candidates {}", order.jobId(), candidates.size(), selected.taken());
        if (!selected.beatsBestSingle()) {
            return EnsembleOutcome.singleIsEnough(selected);
        }
        EnsembleMembers members = EnsembleMembers.of(selected, candidates);
        PartPredictions onTest = predictors.of(listener, Part.TEST, split.test());
        List<LabelledPrediction> test = members.mean(predictions(onTest, members.manifests(), false));
        EvaluatedParts.Flipped flipped = order.spec().flips()
                ? new EvaluatedParts.Flipped(flipped(onValidation, members), flipped(onTest, members))
                : null;
        listener.onStage("evaluating the ensemble");
        EvaluatedParts parts = new EvaluatedParts(
                members.mean(validation),
                test,
                catalog.records().stream().collect(Collectors.toMap(LesionRecord::imageId, LesionRecord::attributes)),
                flipped,
                BootstrapSpec.DEFAULT);
        StoredEnsemble ensemble = publish(members, selected, parts, requireOwned);
        return store.call(() -> decide(ensemble));
    }

    /** What makes this run's ensemble ids its own. */
    private String suffix() {
        return order.jobId().substring(order.jobId().lastIndexOf('-') + 1);
    }

    /** What this run published before its process ended. */
    private Optional<StoredEnsemble> published() {
        return environment.repository().ensembles().list().ensembles().stream()
                .filter(stored -> stored.manifest().provenance().jobId().equals(order.jobId()))
                .findFirst();
    }

    private EnsembleOutcome decide(StoredEnsemble ensemble) {
        listener.onStage("deciding on promotion");
        PromotionDecision decision = environment.promoter().promoteIfBetter(ensemble, order.promote());
        LOG.info("Job {}: published {}. {}", order.jobId(), ensemble.id(), decision.reason());
        return EnsembleOutcome.published(ensemble, decision);
    }

    /** The split that the candidates were trained on, as the first of them kept it. */
    private DataSplit split(StoredManifest candidate, LesionCatalog catalog) {
        String csv = new String(object(candidate, ObjectNames.SPLIT), StandardCharsets.UTF_8);
        try {
            JsonNode config = Json.tolerant().readTree(object(candidate, ObjectNames.RUN_CONFIG));
            DataSplit split = SplitCsv.read(
                    csv, catalog.records(), Json.tolerant().treeToValue(config.path("split"), SplitConfig.class));
            if (!split.hash().equals(candidate.manifest().data().splitHash())) {
                throw mismatch(candidate, "has the hash " + split.hash());
            }
            return split;
        } catch (IOException e) {
            throw mismatch(candidate, "has no readable configuration");
        }
    }

    private static InvalidDataSetException mismatch(StoredManifest candidate, String what) {
        return new InvalidDataSetException(
                InvalidDataSetException.Problem.SPLIT_MISMATCH,
                "The split that checkpoint " + candidate.id() + " keeps " + what + "; its manifest says "
                        + candidate.manifest().data().splitHash());
    }

    private byte[] object(StoredManifest candidate, String name) {
        return environment
                .repository()
                .object(candidate, name)
                .orElseThrow(() -> new InvalidDataSetException(
                        InvalidDataSetException.Problem.SPLIT_MISMATCH,
                        "Checkpoint " + candidate.id() + " has no " + name + ", so that its split is not known"));
    }

    private List<LabelledPrediction> flipped(PartPredictions part, EnsembleMembers members)
            throws InterruptedException {
        return members.mean(predictions(part, members.manifests(), true));
    }

    private Map<String, List<LabelledPrediction>> predictions(
            PartPredictions part, List<StoredManifest> checkpoints, boolean flips) throws InterruptedException {
        Map<String, List<LabelledPrediction>> byId = new HashMap<>();
        for (StoredManifest checkpoint : checkpoints) {
            byId.put(id(checkpoint), part.of(checkpoint, flips, store));
        }
        return byId;
    }

    private StoredEnsemble publish(
            EnsembleMembers members, SelectedEnsemble selected, EvaluatedParts parts, Runnable requireOwned)
            throws InterruptedException {
        Instant now = environment.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        String id = EnsembleId.of(now, suffix()).toString();
        Manifest.DataInfo data = members.manifests().get(0).manifest().data();
        EvaluationReport report = EvaluationReport.of(id, data, parts);
        EnsembleManifest draft = new EnsembleManifest(
                EnsembleManifest.SCHEMA_VERSION,
                id,
                now,
                members.weighted(),
                LesionClass.codes(),
                data,
                selection(selected),
                report.toSummary(),
                report.calibration(),
                report.operatingPoints(),
                provenance(),
                Map.of());
        Map<String, byte[]> objects = Map.of(ObjectNames.EVALUATION, Json.document(report));
        return store.call(() -> {
            listener.onStage("publishing");
            requireOwned.run();
            return environment.repository().ensembles().publish(draft, objects);
        });
    }

    private EnsembleManifest.Selection selection(SelectedEnsemble selected) {
        return new EnsembleManifest.Selection(
                GreedySelection.METHOD,
                GreedySelection.CRITERION,
                order.spec().maxMembers(),
                selected.rounds(),
                selected.candidates().entrySet().stream()
                        .map(entry -> new EnsembleManifest.CandidateFigures(
                                entry.getKey(),
                                entry.getValue().balancedAccuracy(),
                                entry.getValue().loss()))
                        .toList());
    }

    private EnsembleManifest.Provenance provenance() {
        Map<String, String> versions = new TreeMap<>();
        versions.put("dermoscope", environment.platformVersion());
        versions.put("djl", Engine.getDjlVersion());
        versions.put("java", Runtime.version().toString());
        return new EnsembleManifest.Provenance(
                order.jobId(), versions, environment.device().description());
    }

    private static String id(StoredManifest checkpoint) {
        return checkpoint.manifest().id();
    }
}
