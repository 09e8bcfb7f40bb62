package org.dermoscope.inference.model;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.Ensemble;
import org.dermoscope.checkpoint.StoredEnsemble;
import org.dermoscope.classify.LoadedClassifier;
import org.dermoscope.imaging.Preprocessor;
import org.dermoscope.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * From a name to a model that may serve: every object verified against the manifest, each network against its
 * architecture, its answers against the trainer's, and every batch shape run once; an ensemble is fast enough. Thread-safe.
 */
public final class ModelLoader {
    private final CheckpointRepository repository;
    private final Function<Checkpoint, LoadedClassifier> classifiers;
    private final WarmUp warmUp;
    private final Clock clock;

    /** @param classifiers makes a classifier whose golden predictions are verified, or throws; the result is owned here */
    public ModelLoader(
            CheckpointRepository repository,
            Function<Checkpoint, LoadedClassifier> classifiers,
            WarmUp warmUp,
            Clock clock) {
        this.repository = repository;
        this.classifiers = classifiers;
        this.warmUp = warmUp;
        this.clock = clock;
    }

    /**
     * The caller closes the result or gives it to {@link ActiveModel#swap}.
     *
     * @throws CheckpointRejectedException if it must not be served
     * @throws StoreException if the store cannot be reached
     */
    public ServedModel load(Champion champion) {
        if (champion.ensemble() == null) {
            return load(List.of(repository.open(champion.members().get(0))), champion.members(), null);
        }
        Ensemble ensemble = repository.ensembles().open(champion);
        return load(ensemble.members(), champion.members(), ensemble.stored());
    }

    private ServedModel load(
            List<Checkpoint> checkpoints, List<Champion.Member> weighted, @Nullable StoredEnsemble ensemble) {
        List<ServedMember> members = new ArrayList<>();
        try {
            for (int i = 0; i < checkpoints.size(); i++) {
                Checkpoint checkpoint = checkpoints.get(i);
                ServedMember member = new ServedMember(
                        checkpoint.stored(),
                        classifiers.apply(checkpoint),
                        new Preprocessor(checkpoint.manifest().preprocessing()),
                        weighted.get(i).weight());
                members.add(member);
                warmUp.run(member);
            }
            if (ensemble != null) {
                warmUp.requireFast(ensemble.manifest().id(), members);
            }
            return new ServedModel(members, ensemble, clock.instant());
        } catch (RuntimeException | Error e) {
            members.forEach(ServedMember::close);
            throw e;
        }
    }
}
