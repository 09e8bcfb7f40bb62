package org.dermoscope.classify;

import org.dermoscope.checkpoint.ServingEngine;

/** A verified classifier and what it runs on. Whoever obtained it closes the classifier. */
public record LoadedClassifier(ExplainingClassifier classifier, ServingEngine engine) {}
