package org.dermoscope.inference.model;

import java.time.Instant;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.classify.LesionClassifier;
import org.dermoscope.imaging.Preprocessor;

/**
 * A checkpoint that is loaded, verified and warm. Owns the classifier; {@link ActiveModel} closes it after the last
 * lease.
 *
 * @param preprocessor of the checkpoint's own specification
 */
public record ServedModel(
        StoredManifest stored, LesionClassifier classifier, Preprocessor preprocessor, Instant loadedAt)
        implements AutoCloseable {
    public String id() {
        return stored.manifest().id();
    }

    public Manifest manifest() {
        return stored.manifest();
    }

    @Override
    public void close() {
        classifier.close();
    }
}
