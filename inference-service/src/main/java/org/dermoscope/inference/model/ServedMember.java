package org.dermoscope.inference.model;

import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.classify.ExplainingClassifier;
import org.dermoscope.classify.LoadedClassifier;
import org.dermoscope.imaging.Preprocessor;
import org.dermoscope.wire.EnsembleMember;

/**
 * A checkpoint that is loaded and verified. Owns the classifier.
 *
 * @param preprocessor of the checkpoint's own specification
 * @param weight in its ensemble; 1 by itself
 */
public record ServedMember(StoredManifest stored, LoadedClassifier loaded, Preprocessor preprocessor, double weight)
        implements AutoCloseable {
    public ExplainingClassifier classifier() {
        return loaded.classifier();
    }

    EnsembleMember described() {
        return new EnsembleMember(
                stored.manifest().id(), weight, loaded.engine().id());
    }

    @Override
    public void close() {
        classifier().close();
    }
}
