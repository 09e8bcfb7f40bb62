package org.dermoscope.inference.predict;

import org.dermoscope.classify.Prediction;
import org.dermoscope.web.ApiException;

/** What became of one upload. */
public sealed interface Outcome {
    /** It was classified. */
    record Classified(Prediction prediction) implements Outcome {}

    /** It could not be; says why. */
    record Refused(ApiException refusal) implements Outcome {}
}
