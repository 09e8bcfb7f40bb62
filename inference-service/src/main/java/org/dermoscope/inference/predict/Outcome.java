package org.dermoscope.inference.predict;

import org.dermoscope.answer.ClassifiedImage;
import org.dermoscope.web.ApiException;

/** What became of one upload. */
public sealed interface Outcome {
    record Classified(ClassifiedImage image) implements Outcome {}

    /** It could not be; says why. */
    record Refused(ApiException refusal) implements Outcome {}
}
