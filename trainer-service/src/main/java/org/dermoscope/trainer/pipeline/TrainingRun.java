package org.dermoscope.trainer.pipeline;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.Architectures;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointDraft;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.classify.GoldenCheck;
import org.dermoscope.classify.GoldenImage;
import org.dermoscope.classify.PyTorchLesionClassifier;
import org.dermoscope.trainer.data.LesionRecord;
import org.dermoscope.trainer.evaluation.BootstrapSpec;
import org.dermoscope.trainer.evaluation.EvaluatedParts;
import org.dermoscope.trainer.evaluation.EvaluationReport;
import org.dermoscope.trainer.evaluation.Evaluator;
import org.dermoscope.trainer.evaluation.LabelledPrediction;
import org.dermoscope.trainer.evaluation.LesionImages;
import org.dermoscope.trainer.promotion.Promoter;
import org.dermoscope.trainer.promotion.PromotionDecision;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.trainer.run.RunListener;

/**
 * One run from the metadata file to the champion pointer. One at a time in a JVM: the engine collects gradients for one
 * only.
 */
public final class TrainingRun {
    private static final int EVALUATION_BATCH = 32;

    private final RunEnvironment environment;
    private final Promoter promoter;

    public TrainingRun(RunEnvironment environment) {
        this.environment = environment;
        this.promoter = new Promoter(environment.checkpoints(), environment.clock());
    }

    /**
     * Trains, evaluates, publishes and promotes, on the calling thread.
     *
     * @param jobId goes into the checkpoint's provenance
     * @throws org.dermoscope.trainer.data.InvalidDataSetException if the data cannot be trained on
     * @throws org.dermoscope.trainer.run.DivergedException if the loss is not finite any more
     * @throws org.dermoscope.trainer.run.RunCancelledException if the listener says so; nothing is published then
     * @throws org.dermoscope.store.StoreException if the store fails
     */
    public RunOutcome run(String jobId, RunConfig config, RunListener listener) throws InterruptedException {
        Architecture architecture = Architectures.byId(config.architecture());
        RunData data = RunData.load(config, architecture.input(), environment, listener);
        listener.onStage("training");
        TrainedWeights trained =
                new NetworkTraining(architecture, config, data, listener).train(environment.dataThreads());
        Instant now = environment.clock().instant();
        CheckpointId id = CheckpointId.of(architecture.id(), now, run());
        Manifest.DataInfo info = data.info();
        List<GoldenImage> goldenImages = GoldenSelection.of(data.split().test());
        try (PyTorchLesionClassifier published =
                PyTorchLesionClassifier.of(architecture, data.preprocessor().spec(), trained.weights())) {
            listener.onStage("evaluating");
            EvaluationReport evaluation = EvaluationReport.of(
                    id.toString(),
                    info,
                    new EvaluatedParts(
                            predict(published, data.split().validation(), listener),
                            predict(published, data.split().test(), listener),
                            BootstrapSpec.DEFAULT));
            CheckpointDraft draft = new CheckpointDraft(
                    id,
                    now,
                    trained.network(),
                    data.preprocessor().spec(),
                    info,
                    evaluation.toSummary(),
                    trained.provenance(jobId, config, environment),
                    new GoldenCheck(environment.decoder()).compute(published, goldenImages),
                    true);
            listener.onStage("publishing");
            Checkpoint checkpoint = environment
                    .checkpoints()
                    .publish(
                            draft,
                            new CheckpointDocuments(draft, config, trained, evaluation)
                                    .objects(data.split(), goldenImages));
            PromotionDecision promotion = promoter.promoteIfBetter(checkpoint.stored(), config.promote());
            return new RunOutcome(id, draft.evaluation(), promotion);
        }
    }

    private List<LabelledPrediction> predict(
            PyTorchLesionClassifier classifier, List<LesionRecord> part, RunListener listener) {
        return new Evaluator(EVALUATION_BATCH)
                .predict(classifier, new LesionImages(part, environment.decoder()), new CancellableProgress(listener));
    }

    private static String run() {
        return UUID.randomUUID().toString().substring(0, 6);
    }
}
