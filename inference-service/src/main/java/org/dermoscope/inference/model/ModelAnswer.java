package org.dermoscope.inference.model;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.dermoscope.checkpoint.EnsembleManifest;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.checkpoint.StoredEnsemble;
import org.dermoscope.wire.Disclaimer;
import org.jspecify.annotations.Nullable;

/**
 * The manifest of what is served, its fields at the top, with the state beside them.
 *
 * @param manifest null where an ensemble is served
 * @param ensemble null where a checkpoint is served
 * @param state how what is served relates to the champion pointer
 * @param disclaimer stands wherever a result is shown
 */
public record ModelAnswer(
        @JsonUnwrapped @Nullable Manifest manifest,
        @JsonUnwrapped @Nullable EnsembleManifest ensemble,
        ModelState state,
        String disclaimer) {
    static ModelAnswer of(ServedModel model, ModelState state) {
        StoredEnsemble ensemble = model.ensemble();
        return ensemble == null
                ? new ModelAnswer(model.first().stored().manifest(), null, state, Disclaimer.TEXT)
                : new ModelAnswer(null, ensemble.manifest(), state, Disclaimer.TEXT);
    }
}
