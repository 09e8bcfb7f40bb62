package org.dermoscope.inference.predict;

import org.dermoscope.classify.NetworkAnswer;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.quality.Abstention;
import org.dermoscope.web.ApiException;
import org.jspecify.annotations.Nullable;

/** What became of one upload. */
public sealed interface Outcome {
    /**
     * It was classified.
     *
     * @param input the image as the network got it
     * @param abstention why the answer should not be relied on; null if nothing speaks against it
     */
    record Classified(
            NetworkAnswer answer, RgbImage input, @Nullable Abstention abstention) implements Outcome {}

    /** It could not be; says why. */
    record Refused(ApiException refusal) implements Outcome {}
}
