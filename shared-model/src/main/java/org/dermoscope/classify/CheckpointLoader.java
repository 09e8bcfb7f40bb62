package org.dermoscope.classify;

import java.util.function.Function;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.ArchitectureSummary;
import org.dermoscope.architecture.Architectures;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;
import org.dermoscope.checkpoint.Manifest.NetworkInfo;
import org.dermoscope.checkpoint.ObjectNames;
import org.dermoscope.checkpoint.ServingEngine;
import org.dermoscope.imaging.ImageDecoder;

/** Makes a classifier of a checkpoint, or refuses; there is nothing in between. Thread-safe. */
public final class CheckpointLoader {
    private final Function<String, Architecture> architectures;
    private final GoldenCheck goldens;

    /** Knows all {@link Architectures}. */
    public CheckpointLoader(ImageDecoder decoder) {
        this(Architectures::byId, decoder);
    }

    /** @param architectures by id; throws IllegalArgumentException for an unknown one */
    public CheckpointLoader(Function<String, Architecture> architectures, ImageDecoder decoder) {
        this.architectures = architectures;
        this.goldens = new GoldenCheck(decoder);
    }

    /**
     * A classifier whose architecture is the one that was trained, whose weights fit it, whose probabilities are
     * calibrated as the manifest says and which gives the golden probabilities. The caller closes it.
     *
     * @throws CheckpointRejectedException if any of that does not hold; nothing is left in native memory then
     */
    public PyTorchLesionClassifier load(Checkpoint checkpoint) {
        Architecture architecture = architectureOf(checkpoint);
        PyTorchLesionClassifier classifier = PyTorchLesionClassifier.of(
                architecture,
                checkpoint.manifest().preprocessing(),
                checkpoint.object(ObjectNames.WEIGHTS),
                checkpoint.manifest().temperature());
        try {
            goldens.verify(classifier, checkpoint, ServingEngine.PYTORCH);
            return classifier;
        } catch (RuntimeException e) {
            classifier.close();
            throw e;
        }
    }

    private Architecture architectureOf(Checkpoint checkpoint) {
        NetworkInfo trained = checkpoint.manifest().network();
        Architecture architecture;
        try {
            architecture = architectures.apply(trained.architecture());
        } catch (IllegalArgumentException e) {
            throw new CheckpointRejectedException(Reason.ARCHITECTURE_UNKNOWN, String.valueOf(e.getMessage()), e);
        }
        ArchitectureSummary own = ArchitectureSummary.of(architecture);
        if (!own.hash().equals(trained.hash()) || own.parameters() != trained.parameters()) {
            throw new CheckpointRejectedException(
                    Reason.ARCHITECTURE_MISMATCH,
                    "Checkpoint " + checkpoint.id() + " was trained with another " + trained.architecture() + ": "
                            + trained.parameters() + " parameters and hash " + trained.hash() + ", here "
                            + own.parameters() + " and " + own.hash());
        }
        return architecture;
    }
}
