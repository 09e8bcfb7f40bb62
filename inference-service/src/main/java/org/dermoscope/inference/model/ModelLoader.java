package org.dermoscope.inference.model;

import java.time.Clock;
import java.util.Collections;
import java.util.function.Function;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.classify.LesionClassifier;
import org.dermoscope.classify.LoadedClassifier;
import org.dermoscope.imaging.PreprocessingSpec;
import org.dermoscope.imaging.Preprocessor;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.store.StoreException;

/**
 * From a name to a model that may serve: every object verified against the manifest, the network against its
 * architecture, the answers against the trainer's, and every batch shape run once. Thread-safe.
 */
public final class ModelLoader {
    private final CheckpointRepository repository;
    private final Function<Checkpoint, LoadedClassifier> classifiers;
    private final BatchShapes shapes;
    private final Clock clock;

    /** @param classifiers makes a classifier whose golden predictions are verified, or throws; the result is owned here */
    public ModelLoader(
            CheckpointRepository repository,
            Function<Checkpoint, LoadedClassifier> classifiers,
            BatchShapes shapes,
            Clock clock) {
        this.repository = repository;
        this.classifiers = classifiers;
        this.shapes = shapes;
        this.clock = clock;
    }

    /**
     * The caller closes the result or gives it to {@link ActiveModel#swap}.
     *
     * @throws CheckpointRejectedException if it must not be served
     * @throws StoreException if the store cannot be reached
     */
    public ServedModel load(Champion.Member member) {
        return load(repository.open(member));
    }

    /** As {@link #load(Champion.Member)}, by id. */
    public ServedModel load(CheckpointId id) {
        return load(repository.open(id));
    }

    private ServedModel load(Checkpoint checkpoint) {
        Manifest manifest = checkpoint.manifest();
        LoadedClassifier loaded = classifiers.apply(checkpoint);
        try {
            warmUp(loaded.classifier(), manifest.preprocessing());
            return new ServedModel(
                    checkpoint.stored(), loaded, new Preprocessor(manifest.preprocessing()), clock.instant());
        } catch (RuntimeException | Error e) {
            loaded.classifier().close();
            throw e;
        }
    }

    private void warmUp(LesionClassifier classifier, PreprocessingSpec spec) {
        RgbImage black = new RgbImage(spec.width(), spec.height(), new byte[3 * spec.width() * spec.height()]);
        for (int size : shapes.all()) {
            classifier.classify(Collections.nCopies(size, black));
        }
    }
}
