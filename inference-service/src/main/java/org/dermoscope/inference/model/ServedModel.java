package org.dermoscope.inference.model;

import java.time.Instant;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.checkpoint.ServingEngine;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.classify.ExplainingClassifier;
import org.dermoscope.classify.LoadedClassifier;
import org.dermoscope.imaging.Preprocessor;

/**
 * A checkpoint that is loaded, verified and warm. Owns the classifier; {@link ActiveModel} closes it after the last
 * lease.
 *
 * @param preprocessor of the checkpoint's own specification
 */
public record ServedModel(StoredManifest stored, LoadedClassifier loaded, Preprocessor preprocessor, Instant loadedAt)
        implements AutoCloseable {
    public String id() {
        return stored.manifest().id();
    }

    public ExplainingClassifier classifier() {
        return loaded.classifier();
    }

    public ServingEngine engine() {
        return loaded.engine();
    }

    public Manifest manifest() {
        return stored.manifest();
    }

    @Override
    public void close() {
        classifier().close();
    }
}
