package org.dermoscope.wire.client;

import org.dermoscope.wire.PredictionAnswer;
import org.dermoscope.wire.PredictionError;

/** What a batch's answer says of one image. */
public sealed interface BatchElement {
    /** It was classified. */
    record Predicted(PredictionAnswer prediction) implements BatchElement {}

    /** It could not be; the other images are not affected. */
    record Failed(PredictionError error) implements BatchElement {}
}
