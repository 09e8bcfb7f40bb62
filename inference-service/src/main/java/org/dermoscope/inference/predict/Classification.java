package org.dermoscope.inference.predict;

import java.util.List;
import org.dermoscope.checkpoint.ModelFacts;

/**
 * What one model made of the uploads of one request.
 *
 * @param model that answered, the same for all
 * @param outcomes one an upload, in order
 */
public record Classification(ModelFacts model, List<Outcome> outcomes) {
    public Classification {
        outcomes = List.copyOf(outcomes);
    }
}
