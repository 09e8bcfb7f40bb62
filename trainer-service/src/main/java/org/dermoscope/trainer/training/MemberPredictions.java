package org.dermoscope.trainer.training;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dermoscope.architecture.InputSize;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.ServingEngine;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.classify.CheckpointLoader;
import org.dermoscope.classify.EngineSettings;
import org.dermoscope.classify.LesionClassifier;
import org.dermoscope.imaging.PreprocessingSpec;
import org.dermoscope.trainer.data.ImageCache;
import org.dermoscope.trainer.data.ImageCacheLoader;
import org.dermoscope.trainer.data.LesionRecord;
import org.dermoscope.trainer.data.Part;
import org.dermoscope.trainer.evaluation.EvaluationProgress;
import org.dermoscope.trainer.evaluation.Evaluator;
import org.dermoscope.trainer.evaluation.FlippingClassifier;
import org.dermoscope.trainer.evaluation.LabelledImage;
import org.dermoscope.trainer.evaluation.LabelledPrediction;
import org.dermoscope.trainer.run.RunCancelledException;
import org.dermoscope.trainer.run.RunListener;

/**
 * What checkpoints say of the images of one part, each after its own preprocessing, from its published weights, calibrated.
 * Images are kept in each size that was needed. For one thread.
 */
final class MemberPredictions implements EnsembleRun.PartPredictions {
    private static final int BATCH_SIZE = 32;

    private final RunEnvironment environment;
    private final RunListener listener;
    private final Part part;
    private final List<LesionRecord> records;
    private final CheckpointLoader loader;
    private final Map<InputSize, ImageCache> caches = new HashMap<>();

    MemberPredictions(RunEnvironment environment, RunListener listener, Part part, List<LesionRecord> records) {
        this.environment = environment;
        this.listener = listener;
        this.part = part;
        this.records = records;
        this.loader = new CheckpointLoader(EngineSettings.of(ServingEngine.PYTORCH), environment.decoder());
    }

    /** @throws RunCancelledException when the listener says so */
    @Override
    public List<LabelledPrediction> of(StoredManifest member, boolean flips, PatientStore store)
            throws InterruptedException {
        Checkpoint checkpoint = store.call(() -> environment.repository().open(member.asSoleMember()));
        ImageCache images = images(checkpoint.manifest().preprocessing());
        listener.onStage(
                "asking " + member.id() + " about " + (flips ? "flips of the " : "the ") + part.code() + " part");
        try (LesionClassifier classifier = loader.load(checkpoint).classifier()) {
            return new Evaluator(BATCH_SIZE)
                    .predict(
                            flips ? new FlippingClassifier(classifier) : classifier,
                            records.stream()
                                    .map(r -> new LabelledImage(r.imageId(), r.lesionId(), r.label(), images.image(r)))
                                    .toList(),
                            progress());
        }
    }

    private ImageCache images(PreprocessingSpec spec) throws InterruptedException {
        InputSize size = new InputSize(spec.height(), spec.width());
        ImageCache known = caches.get(size);
        if (known != null) {
            return known;
        }
        listener.onStage("reading images");
        ImageCache loaded = new ImageCacheLoader(environment.decoder(), environment.dataThreads())
                .load(records, size, (done, total) -> {
                    if (cancelled()) {
                        throw new RunCancelledException();
                    }
                });
        caches.put(size, loaded);
        return loaded;
    }

    private EvaluationProgress progress() {
        return new EvaluationProgress() {
            @Override
            public void onImages(int done) {}

            @Override
            public boolean cancelled() {
                return MemberPredictions.this.cancelled();
            }
        };
    }

    private boolean cancelled() {
        return listener.cancelled() || listener.finishEarly();
    }
}
