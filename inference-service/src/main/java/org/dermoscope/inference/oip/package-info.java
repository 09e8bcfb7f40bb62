/**
 * The Open Inference Protocol, version 2, over HTTP: what KServe, Triton and their clients speak. An adapter only: limits,
 * metrics and refusals are those of {@link org.dermoscope.inference.predict.PredictionService}.
 */
@NullMarked
package org.dermoscope.inference.oip;

import org.jspecify.annotations.NullMarked;
